import PostgresClient
import TestSupport

/// Where schools belong, and which accounts are one person.
extension ConflictHistory {
    func moveSchool(in office: Int) throws {
        let (project, target) = (anyProject(of: office), anyCommunity(of: office))
        let day = one(of: ["2026-02-01", "2026-10-05", "2026-11-20"])
        let outcome = try tried(
            """
            SELECT api.move_school(school_id, '\(place(target).id)', '\(day)')
            FROM app.project WHERE id = '\(SelectionFixture.project(project))'
            """, as: world.delegates[office], in: office)
        if outcome == .done { model.move(project, to: target, on: day) }
    }

    /// Founds a community with the school of a project.
    func split(in office: Int) throws {
        let (project, number, day) = (anyProject(of: office), newNumber, "2026-11-21")
        guard let old = model.projects[project]?.memberships.last?.community else { return }
        let outcome = try tried(
            """
            SELECT api.split_community('\(place(old).id)', ARRAY[school_id::text], \(number),
                'جديدة', 'Nouvelle', '\(day)')
            FROM app.project WHERE id = '\(SelectionFixture.project(project))'
            """, as: world.delegates[office], in: office)
        guard outcome == .done else { return }
        try found(number, of: [old], in: office)
        model.move(project, to: number, on: day)
    }

    /// Makes one community of two.
    func mergeCommunities(in office: Int) throws {
        let (one, other) = (anyCommunity(of: office), anyCommunity(of: office))
        let (number, day) = (newNumber, "2026-11-22")
        let outcome = try tried(
            """
            SELECT api.merge_communities(ARRAY['\(place(one).id)', '\(place(other).id)'],
                \(number), 'جديدة', 'Nouvelle', '\(day)')
            """, as: world.delegates[office], in: office)
        guard outcome == .done else { return }
        let first = min(one, other)
        try found(number, of: [first, max(one, other)], in: office)
        for project in ConflictWorld.projects(of: office) {
            let last = model.projects[project]?.memberships.last?.community
            if last == one || last == other { model.move(project, to: number, on: day) }
        }
    }

    private var newNumber: Int { 90 + communities.count }

    /// A new community lies in the zone of the first that it came out of.
    private func found(_ number: Int, of ancestors: [Int], in office: Int) throws {
        let id = try connection.query(
            """
            SELECT id, zone_id FROM app.community
            WHERE office_id = \(office) AND number = \(number)
            """)
        communities[number] = Community(office: office, id: id[0][0] ?? "")
        model.zones[number] = id[0][1].map { [$0: ""] }
        for ancestor in ancestors {
            model.lineage.append((ancestor: ancestor, descendant: number))
        }
    }

    /// Draws the border of zones anew, so that a community lies in another one.
    func rezone(in office: Int) throws {
        let community = anyCommunity(of: office)
        let zones = try connection.query(
            "SELECT id FROM app.zone WHERE office_id = \(office) ORDER BY id"
        ).compactMap { $0[0] }
        let zone = one(of: zones)
        let outcome = try tried(
            "UPDATE app.community SET zone_id = '\(zone)' WHERE id = '\(place(community).id)'")
        guard outcome == .done, model.zones[community]?[zone] == nil else { return }
        model.zones[community, default: [:]][zone] = today
    }

    static let accounts = [(2, 3), (3, 2), (4, 5), (5, 4)]

    /// Finds the second of two accounts to be the person of the first.
    @discardableResult
    func mergeAccounts(_ accounts: (Int, Int)) throws -> Outcome {
        let employer = accounts.0 < 4 ? 1511 : 9581
        let outcome = try tried(
            """
            SELECT api.merge_persons('\(SelectionFixture.person(accounts.0))',
                '\(SelectionFixture.person(accounts.1))')
            """, as: world.delegates[employer], in: employer)
        if outcome == .done { model.merged[accounts.1] = accounts.0 }
        return outcome
    }
}
