import JSONBytes
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

extension EndToEnd {
    /// Who sees what, by their token and by the roles that the database has at that moment.
    @Suite("Tenancy")
    struct TenancyTests {
        private static let everything = """
            { offices { nodes { id code } } zones(first: 100) { nodes { id name } } \
            communities(first: 100) { nodes { id name } } \
            schools(first: 100) { nodes { id name gresaCode } } \
            visits(first: 100) { nodes { id } } roleGrants(first: 100) { nodes { id } } }
            """

        @Test func `tokens of two offices get disjoint answers to the same query`() async throws {
            try await RunningServer.run { server, cluster in
                var answers: [Set<String>] = []
                for office in TestDatabase.offices {
                    let delegate = try cluster.database.principal("DELEGATE", office: office)
                    let answer = try await server.client.ask(Self.everything, as: delegate)
                    #expect(answer.status == 200)
                    #expect(answer.body.contains("\"code\":\"\(office)\""))
                    answers.append(try identifiers(in: answer.body))
                }
                #expect(answers.allSatisfy { $0.count > 100 })
                #expect(answers[0].isDisjoint(with: answers[1]))
            }
        }

        @Test func `a token of a person without a role gets no row and no data`() async throws {
            try await RunningServer.run { server, cluster in
                let nobody = try cluster.database.principal(nil, office: "01511")
                let answer = try await server.client.ask(
                    "{ schools { nodes { id } } }", as: nobody)
                #expect(answer.status == 403)
                #expect(
                    answer.body
                        == forbidden("Query.schools", column: 3, path: ["schools"]))
            }
        }

        @Test func `a granted role and a revoked one act at the very next request`() async throws {
            try await RunningServer.run { server, cluster in
                let officer = try cluster.database.principal("OFFICER", office: "09581")
                let administration = try cluster.database.administration()
                let document = "{ visits(first: 1) { nodes { advice } } }"
                let refusal = forbidden(
                    "Visit.advice", column: 30, path: ["visits", "nodes", "advice"])
                #expect(
                    try await server.client.ask(document, as: officer).body == refusal)
                let grant = try enterGrant(of: "DELEGATE", to: officer, administration)
                for _ in 0..<5 {
                    try setGrant(grant, isOpen: true, administration)
                    let granted = try await server.client.ask(document, as: officer)
                    #expect(granted.status == 200)
                    #expect(granted.body.hasPrefix("{\"data\":{\"visits\":{\"nodes\":[{"))
                    try setGrant(grant, isOpen: false, administration)
                    let revoked = try await server.client.ask(document, as: officer)
                    #expect(revoked.status == 403)
                    #expect(revoked.body == refusal)
                }
            }
        }

        @Test func `a person whose last role is revoked gets nothing at the next request`()
            async throws
        {
            try await RunningServer.run { server, cluster in
                let analyst = try cluster.database.principal("ANALYST", office: "09581")
                let ask = { () async throws in
                    try await server.client.ask("{ schools { totalCount } }", as: analyst)
                }
                let before = try await ask()
                #expect(before.status == 200)
                _ = try cluster.database.administration().query(
                    """
                    UPDATE app.role_grant SET valid_to = access.today() - 1
                    WHERE person_id = $1::uuid AND (valid_to IS NULL OR valid_to >= access.today())
                    """, [analyst.person])
                let after = try await ask()
                #expect(after.status == 403)
                #expect(after.body == forbidden("Query.schools", column: 3, path: ["schools"]))
            }
        }

        /// Enters a grant that ended yesterday.
        private func enterGrant(
            of role: String, to person: RequestPrincipal,
            _ administration: AdministrationConnection
        ) throws -> String {
            let rows = try administration.query(
                """
                INSERT INTO app.role_grant (office_id, person_id, role, valid_from, valid_to)
                SELECT id, $1::uuid, $3, access.today() - 2, access.today() - 1
                FROM app.office WHERE code = $2 RETURNING id
                """, [person.person, person.office, role])
            return try #require(rows.first?.first.flatMap { $0 })
        }

        /// Opens a grant again, or ends it yesterday.
        private func setGrant(
            _ id: String, isOpen: Bool, _ administration: AdministrationConnection
        ) throws {
            _ = try administration.query(
                """
                UPDATE app.role_grant
                SET valid_to = CASE WHEN $2::boolean THEN NULL ELSE access.today() - 1 END
                WHERE id = $1::uuid
                """, [id, isOpen ? "true" : "false"])
        }

        private func forbidden(_ coordinate: String, column: Int, path: [String]) -> String {
            let names = path.map { "\"\($0)\"" }.joined(separator: ",")
            return """
                {"errors":[{"message":"Your roles do not give access to \(coordinate).",\
                "locations":[{"line":1,"column":\(column)}],"path":[\(names)],\
                "extensions":{"code":"FORBIDDEN"}}]}
                """
        }

        /// Every `id` in an answer.
        private func identifiers(in body: String) throws -> Set<String> {
            var identifiers: Set<String> = []
            func visit(_ value: JSONValue) {
                switch value {
                case .array(let elements): elements.forEach(visit)
                case .object(let object):
                    if case .string(let id) = object["id"] { identifiers.insert(id) }
                    for member in object.members { visit(member.value) }
                default: break
                }
            }
            visit(try parseJSON(Array(body.utf8).span, limits: JSONLimits()))
            return identifiers
        }
    }
}
