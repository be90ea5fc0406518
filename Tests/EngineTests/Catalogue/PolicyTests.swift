import PostgresClient
import Testing

extension Catalogue {
    /// Every policy that the catalogue lists is taken away once, which must change what somebody
    /// reaches.
    @Suite("Catalogue of policies")
    struct PolicyTests {
        @Test func `without any one of the policies somebody reaches other rows`() async throws {
            let callers = try Caller.everybody(await CatalogueSession.database())
            try await CatalogueSession.runWithoutTriggers { session in
                try session.preparePowers(of: callers)
                let policies = try session.policies()
                let idle = try session.idlePolicies(policies, callers + [.administrator])
                #expect(idle == [])
                #expect(policies.count >= 270)
            }
        }

        @Test func `a policy that changes nothing is named`() async throws {
            let callers = try Caller.everybody(await CatalogueSession.database())
            try await CatalogueSession.runWithoutTriggers { session in
                try session.preparePowers(of: callers)
                try session.connection.execute(
                    """
                    CREATE POLICY idle ON app.zone FOR SELECT TO mouwakaba_api
                    USING (office_id = (SELECT access.office_id()))
                    """)
                let policies = try session.policies().filter { $0.table == "app.zone" }
                let idle = try session.idlePolicies(policies, callers + [.administrator])
                #expect(
                    idle == [
                        "Nothing depends on idle on app.zone: "
                            + "give PoliciesByHand the case that it is for."
                    ])
            }
        }
    }
}
