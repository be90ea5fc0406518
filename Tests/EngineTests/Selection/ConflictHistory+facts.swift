import PostgresClient
import TestSupport

/// Facts of every kind, and their annulment.
extension ConflictHistory {
    /// A fact of this kind about a person in an office, with the rest at random.
    @discardableResult
    func record(_ kind: FactKind, _ person: Int, in office: Int) throws -> Outcome {
        switch kind {
        case .history: try takeOver(person, anyCommunity(of: office), one(of: Self.years))
        case .appointment, .assignment:
            try assign(kind, person, anyCommunity(of: office), one(of: Self.terms))
        case .visit: try visit(person, anyProject(of: office), on: one(of: Self.days))
        case .smallGroup:
            try hold([person, anyone()], in: office, on: one(of: Self.days))
        case .workshop:
            try hold([person, anyone()], workshopOf: anyCommunity(of: office), one(of: Self.days))
        case .headship: try head(person, anyProject(of: office), one(of: Self.offices))
        case .coordination:
            try coordinate(person, anyCommunity(of: office), one(of: Self.offices))
        case .declaration: try declare(person, anyProject(of: office))
        }
    }

    static let years = [2023, 2024, 2025, 2026]
    static let days = ["2025-10-15", "2026-03-15", "2026-10-15", "2026-11-15"]
    static let terms = [
        Term(first: "2025-09-01", last: "2026-01-31"),
        Term(first: "2025-10-01", last: "2026-06-30"),
        Term(first: "2026-09-15", last: "2027-06-30"),
        Term(first: "2026-11-12", last: "2027-06-30"),
        Term(first: "2027-01-05", last: "2027-06-30"),
    ]
    /// Of heads and coordinators.
    static let offices = [
        Term(first: "2026-09-01", last: "2026-09-30"),
        Term(first: "2026-09-10", last: "2026-10-20"),
        Term(first: "2026-10-25", last: nil), Term(first: "2026-11-15", last: nil),
    ]

    struct Term {
        let first: String
        let last: String?

        var sql: String { "'\(first)', \(last.map { "'\($0)'" } ?? "NULL")" }
        var schoolYear: String { ConflictHistory.schoolYear(of: first) }
    }

    static func schoolYear(of day: String) -> String {
        let year = Int(day.prefix(4)) ?? 0
        let first = day.dropFirst(5) >= "09" ? year : year - 1
        return "\(first)-\(first + 1)"
    }

    @discardableResult
    func takeOver(_ person: Int, _ community: Int, _ year: Int) throws -> Outcome {
        let (id, place) = (identifier(), place(community))
        return try recorded(
            .init(
                id: id, kind: .history, person: person, office: place.office,
                communities: [community], from: "\(year)-09-01", until: "\(year + 1)-08-31"),
            """
            INSERT INTO app.escorting_history
                (office_id, id, person_id, community_id, school_year, source)
            VALUES (\(place.office), '\(id)', '\(SelectionFixture.person(person))',
                '\(place.id)', '\(year)-\(year + 1)', 'x')
            """)
    }

    @discardableResult
    func assign(
        _ kind: FactKind, _ person: Int, _ community: Int, _ term: Term
    ) throws -> Outcome {
        let (place, who) = (place(community), SelectionFixture.person(person))
        let sql =
            kind == .appointment
            ? """
            SELECT api.appoint_escort('\(who)', NULL, '\(place.id)', '\(term.schoolYear)',
                \(term.sql), '1', '2025-08-01', NULL)
            """
            : """
            INSERT INTO app.assignment (office_id, person_id, community_id, school_year,
                decision_number, decided_on, starts_on, ends_on)
            VALUES (\(place.office), '\(who)', '\(place.id)', '\(term.schoolYear)', '1',
                '2025-08-01', \(term.sql))
            """
        let outcome = try tried(
            sql, as: kind == .appointment ? world.delegates[place.office] : nil, in: place.office)
        guard outcome == .done else { return outcome }
        let id = try connection.query(
            """
            SELECT id FROM app.assignment WHERE person_id = '\(who)'
            AND community_id = '\(place.id)' AND starts_on = '\(term.first)'
            AND annulled_fact_id IS NULL
            """)[0][0]
        model.facts.append(
            .init(
                id: id ?? "", kind: kind, person: person, office: place.office,
                communities: [community], from: term.first, until: term.last ?? ""))
        return outcome
    }

    /// A visit to the school of a project.
    @discardableResult
    func visit(_ person: Int, _ project: Int, on day: String) throws -> Outcome {
        let (id, office) = (identifier(), ConflictWorld.office(of: project))
        let community = model.community(of: project, on: day)
        return try recorded(
            .init(
                id: id, kind: .visit, person: person, office: office,
                communities: community.map { [$0] } ?? [], schools: [project], from: day,
                until: day),
            """
            INSERT INTO app.visit (office_id, id, escort_id, school_id, school_year, visited_on,
                mode, cycle, purpose, stages, requested_by)
            SELECT office_id, '\(id)', '\(SelectionFixture.person(person))', school_id,
                '\(Self.schoolYear(of: day))', '\(day)', 'REMOTE', 'PRIMARY', 'SET_PRIORITIES',
                '{PLANNING}', 'HEAD'
            FROM app.project WHERE id = '\(SelectionFixture.project(project))'
            """)
    }

    /// A small group of the schools of two projects.
    @discardableResult
    func hold(_ persons: [Int], in office: Int, on day: String) throws -> Outcome {
        let id = identifier()
        let called = Set([anyProject(of: office), anyProject(of: office)]).sorted()
        let places = called.compactMap { project in
            model.community(of: project, on: day).map { (project, $0) }
        }
        let schools = places.map { project, community in
            """
            INSERT INTO app.small_group_school
                (office_id, small_group_id, school_id, community_id, head_attended)
            SELECT office_id, '\(id)', school_id, '\(place(community).id)', true
            FROM app.project WHERE id = '\(SelectionFixture.project(project))';
            """
        }
        let facilitators = Set(persons).sorted().map { person in
            """
            INSERT INTO app.small_group_facilitator
            VALUES (\(office), '\(id)', '\(SelectionFixture.person(person))');
            """
        }
        let parts = Bool.random(using: &random) ? schools + facilitators : facilitators + schools
        let outcome = try tried(
            """
            INSERT INTO app.small_group (office_id, id, school_year, held_on, mode, stages,
                recorded_by_id, recorded_at)
            VALUES (\(office), '\(id)', '\(Self.schoolYear(of: day))', '\(day)', 'FIELD',
                '{PLANNING}', '\(SelectionFixture.person(1))', clock_timestamp());
            \(parts.joined(separator: "\n"))
            """)
        guard outcome == .done else { return outcome }
        for person in Set(persons).sorted() {
            model.facts.append(
                .init(
                    id: id, kind: .smallGroup, person: person, office: office,
                    communities: Set(places.map(\.1)), schools: called, from: day, until: day))
        }
        return outcome
    }

    @discardableResult
    func hold(_ persons: [Int], workshopOf community: Int, _ day: String) throws -> Outcome {
        let (id, place) = (identifier(), place(community))
        let facilitators = Set(persons).sorted().map {
            "(\(place.office), '\(id)', '\(SelectionFixture.person($0))')"
        }
        let outcome = try tried(
            """
            INSERT INTO app.workshop (office_id, id, community_id, school_year, held_on, mode,
                topic, theme, attendance, recorded_by_id)
            VALUES (\(place.office), '\(id)', '\(place.id)', '\(Self.schoolYear(of: day))',
                '\(day)', 'FIELD', 'x', 'READING', 5, '\(SelectionFixture.person(1))');
            INSERT INTO app.workshop_facilitator VALUES \(facilitators.joined(separator: ", "))
            """)
        guard outcome == .done else { return outcome }
        for person in Set(persons).sorted() {
            model.facts.append(
                .init(
                    id: id, kind: .workshop, person: person, office: place.office,
                    communities: [community], from: day, until: day))
        }
        return outcome
    }

    private func recorded(_ fact: ConflictModel.Fact, _ sql: String) throws -> Outcome {
        let outcome = try tried(sql)
        if outcome == .done { model.facts.append(fact) }
        return outcome
    }

    func place(_ community: Int) -> Community {
        communities[community] ?? Community(office: 0, id: "")
    }

    // MARK: Grounds beyond the charter

    @discardableResult
    func head(_ person: Int, _ project: Int, _ term: Term) throws -> Outcome {
        try tied(
            .init(
                person: person, object: .school(project), from: term.first, until: term.last),
            """
            INSERT INTO app.role_grant (office_id, person_id, role, school_id, valid_from, valid_to)
            SELECT office_id, '\(SelectionFixture.person(person))', 'SCHOOL_HEAD', school_id,
                \(term.sql)
            FROM app.project WHERE id = '\(SelectionFixture.project(project))'
            """)
    }

    @discardableResult
    func coordinate(_ person: Int, _ community: Int, _ term: Term) throws -> Outcome {
        let place = place(community)
        return try tied(
            .init(
                person: person, object: .community(community), from: term.first, until: term.last),
            """
            INSERT INTO app.role_grant
                (office_id, person_id, role, community_id, valid_from, valid_to)
            VALUES (\(place.office), '\(SelectionFixture.person(person))', 'COORDINATOR',
                '\(place.id)', \(term.sql))
            """)
    }

    @discardableResult
    func declare(_ person: Int, _ project: Int) throws -> Outcome {
        try tied(
            .init(person: person, object: .project(project), from: today),
            "SELECT api.declare_conflict('\(SelectionFixture.project(project))', 'x')",
            as: SelectionFixture.person(person), in: ConflictWorld.office(of: project))
    }

    private func tied(
        _ tie: ConflictModel.Tie, _ sql: String, as person: String? = nil, in office: Int = 1511
    ) throws -> Outcome {
        let outcome = try tried(sql, as: person, in: office)
        if outcome == .done { model.ties.insert(tie) }
        return outcome
    }

    // MARK: Annulment

    @discardableResult
    func annul(_ fact: ConflictModel.Fact) throws -> Outcome {
        let outcome = try tried(
            "SELECT api.annul_fact('\(fact.kind.annulled)', '\(fact.id)', 'error')",
            as: world.delegates[fact.office], in: fact.office)
        if outcome == .done { model.facts.removeAll { $0.id == fact.id } }
        return outcome
    }
}
