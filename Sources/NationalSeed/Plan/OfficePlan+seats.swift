extension OfficePlan {
    /// Members in conflict that each committee has beside those who are in none.
    private static let plantedSeats = 3

    /// The kinds in the order in which committees have them.
    private static let kinds: [PlantedKind] = [
        .assignment, .author, .visit, .ownSchool, .smallGroup, .declared, .workshop, .coordinator,
        .history, .lineage, .mergedAccount,
    ]

    mutating func planSeats(of position: Int) {
        let session = sessions[position]
        var stream = stream(.seat, -session.ordinal)
        sessions[position].seats = committee.members.enumerated().map { number, person in
            SeatPlan(
                person: person, seat: number == 0 ? "CHAIR" : number == 1 ? "DEPUTY" : "MEMBER",
                hasAccepted: number < 5 || stream.chance(70))
        }
        guard session.entries.count > 1 else { return }
        seat(escort(of: session, &stream), in: position)
        if session.year == Country.years[Country.years.count - 1] {
            seat(mover(session), in: position)
        }
        let first = (office.index * 5 + session.ordinal) * Self.plantedSeats
        for number in first..<first + Self.plantedSeats {
            let kind = Self.kinds[number % Self.kinds.count]
            seat(member(kind, session, &stream), in: position)
        }
    }

    /// Nobody sits twice, or for nothing.
    private mutating func seat(_ seat: SeatPlan?, in session: Int) {
        guard let seat, !sessions[session].seats.contains(where: { $0.person == seat.person })
        else { return }
        sessions[session].seats.append(seat)
    }

    /// A seat if the person is in conflict with some entries, but not with all.
    private func seat(_ person: Int, _ conflicts: [Int: PlantedKind], _ session: SessionPlan)
        -> SeatPlan?
    {
        guard !conflicts.isEmpty, conflicts.count < session.entries.count else { return nil }
        return SeatPlan(person: person, seat: "MEMBER", conflicts: conflicts)
    }

    /// The entries of communities, each with the kind that it is in conflict by.
    private func conflicts(
        _ session: SessionPlan, with communities: Set<Int>, kind: (EntryPlan) -> PlantedKind
    ) -> [Int: PlantedKind] {
        let entries = session.entries.enumerated().filter {
            !$0.element.communities.isDisjoint(with: communities)
        }
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.offset, kind($0.element)) })
    }

    /// An escort of that year, with the communities of all their assignments.
    private func escort(of session: SessionPlan, _ stream: inout SeededStream) -> SeatPlan? {
        let yearIndex = session.year - Country.years[0]
        let slot = stream.below(escorting.slots.count)
        let person = escorting.assignments[escorting.assignment(yearIndex: yearIndex, slot: slot)]
            .person
        let escorted = escorting.assignments.filter { $0.person == person }.map(\.community)
        return seat(person, conflicts(session, with: Set(escorted)) { _ in .escort }, session)
    }

    /// Who escorted the community that a school of the docket has moved to.
    private mutating func mover(_ session: SessionPlan) -> SeatPlan? {
        let moves = session.entries.compactMap { schools[projects[$0.project].school].move }
        guard let move = moves.first else { return nil }
        return member(.history, move.community, session)
    }

    private mutating func member(
        _ kind: PlantedKind, _ session: SessionPlan, _ stream: inout SeededStream
    ) -> SeatPlan? {
        let number = stream.below(session.entries.count)
        let entry = session.entries[number]
        switch kind {
        case .author: return author(number, session)
        case .ownSchool: return head(number, session)
        case .declared: return declarer(number, session)
        case .coordinator: return coordinator(entry.community, session)
        case .lineage: return member(kind, 0, session)
        default:
            guard schoolsToVisit(entry.community).count > 1 else { return nil }
            return member(kind, entry.community, session)
        }
    }

    /// A new person with a fact of the kind in a community.
    private mutating func member(
        _ kind: PlantedKind, _ community: Int, _ session: SessionPlan
    ) -> SeatPlan? {
        let isDirect = ![PlantedKind.lineage, .mergedAccount].contains(kind)
        let conflicts = conflicts(session, with: [community]) { entry in
            isDirect && entry.community != community ? .movedSchool : kind
        }
        guard let seat = seat(people.count, conflicts, session) else { return nil }
        let person = addMember("COMMITTEE_MEMBER")
        plant(kind, person, in: community)
        return seat
    }

    /// A new person who wrote the project.
    private mutating func author(_ number: Int, _ session: SessionPlan) -> SeatPlan? {
        let person = addMember("COMMITTEE_MEMBER")
        projects[session.entries[number].project].author = person
        return seat(person, [number: .author], session)
    }

    /// The head of a school whose project another person wrote.
    private mutating func head(_ number: Int, _ session: SessionPlan) -> SeatPlan? {
        let project = session.entries[number].project
        guard let head = schools[projects[project].school].head(on: session.openedOn),
            !communities.contains(where: { $0.coordinators.contains { $0.person == head } })
        else { return nil }
        if projects[project].author == head {
            projects[project].author = addMember("COMMITTEE_MEMBER")
        }
        return seat(head, [number: .ownSchool], session)
    }

    private mutating func declarer(_ number: Int, _ session: SessionPlan) -> SeatPlan? {
        let person = addMember("COMMITTEE_MEMBER")
        planted.declarations.append(
            PlantedDeclaration(
                person: person, project: session.entries[number].project, day: session.openedOn))
        return seat(person, [number: .declared], session)
    }

    /// The coordinator, unless the own school has a project on the docket.
    private func coordinator(_ community: Int, _ session: SessionPlan) -> SeatPlan? {
        guard let person = communities[community].coordinator(on: session.openedOn),
            !session.entries.contains(where: { entry in
                let project = projects[entry.project]
                return project.author == person
                    || schools[project.school].heads.contains { $0.person == person }
            })
        else { return nil }
        let coordinated = communities.indices.filter { index in
            communities[index].coordinators.contains { $0.person == person }
        }
        return seat(
            person, conflicts(session, with: Set(coordinated)) { _ in .coordinator }, session)
    }
}
