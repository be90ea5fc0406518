import PostgresClient
import Testing

extension Catalogue {
    /// A statement breaks each constraint of the catalogue, and PostgreSQL refuses it by that name.
    ///
    /// A new one that needs a statement of its own fails here until it has one.
    @Suite("Catalogue of constraints")
    struct ConstraintTests {
        @Test func `every CHECK constraint refuses what it forbids`() async throws {
            try await CatalogueSession.runWithoutTriggers { session in
                let breaches = try session.checkBreaches()
                let unrefused = try session.unrefused(breaches)
                #expect(unrefused == [])
                #expect(Set(breaches.map(\.rule)).count >= 184)
            }
        }

        @Test func `every key refuses a second row`() async throws {
            try await CatalogueSession.runWithoutTriggers { session in
                let breaches = try session.keyBreaches()
                let unrefused = try session.unrefused(breaches)
                #expect(unrefused == [])
                #expect(breaches.count >= 116)
            }
        }

        @Test func `every foreign key refuses what is not there`() async throws {
            try await CatalogueSession.runWithoutTriggers { session in
                let breaches = try session.foreignKeyBreaches()
                let unrefused = try session.unrefused(breaches)
                #expect(unrefused == [])
                #expect(breaches.count >= 171)
            }
        }

        @Test func `every column that must have a value refuses to have none`() async throws {
            try await CatalogueSession.runWithoutTriggers { session in
                let breaches = try session.nullBreaches()
                let unrefused = try session.unrefused(breaches)
                #expect(unrefused == [])
                #expect(breaches.count >= 300)
            }
        }

        @Test func `a rule that nothing is known to break is named with where to say it`()
            async throws
        {
            try await CatalogueSession.runWithoutTriggers { session in
                try session.connection.execute(
                    """
                    ALTER TABLE app.zone ADD CONSTRAINT zone_is_new CHECK (char_length(code) <> 7);
                    CREATE DOMAIN app.share AS integer
                    CONSTRAINT share_is_new CHECK (VALUE BETWEEN 0 AND 100);
                    ALTER TABLE app.zone DROP CONSTRAINT zone_kind_is_known;
                    ALTER TABLE app.zone ADD CONSTRAINT zone_kind_is_known
                    CHECK (kind = ANY (ARRAY['ZONE', 'BASIN', 'NO_SUCH_WORD']));
                    """)
                let unrefused = try session.unrefused(session.checkBreaches())
                #expect(
                    unrefused == [
                        "zone_is_new does not refuse `nothing`, but no row: "
                            + "give ChecksByHand what breaks it.",
                        "zone_kind_is_known does not refuse `\"kind\" = 'NO_SUCH_WORD'`, but "
                            + "nothing: give ChecksByHand what breaks it.",
                        "share_is_new does not refuse `nothing`, but no row: "
                            + "give ChecksByHand what breaks it.",
                    ])
            }
        }
    }
}
