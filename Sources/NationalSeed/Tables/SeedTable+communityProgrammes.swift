extension SeedTable {
    static let communityProgrammes = SeedTable(
        "community_programme", ["office_id", "id", "community_id", "school_year"]
    ) { plan in
        var rows = CopyRows()
        for community in plan.communities.indices {
            for year in Country.years {
                rows.append([
                    .number(plan.office.id),
                    .identifier(plan.communityProgramme(community, year)),
                    .identifier(plan.communities[community].id),
                    .text(Country.schoolYear(year)),
                ])
            }
        }
        return rows
    }

    /// Of an assignment's escort, answered by the coordinator where there is one.
    static let proposals = SeedTable(
        "proposed_activity",
        [
            "office_id", "id", "community_id", "school_year", "proposer_id", "activity", "theme",
            "wished_on", "proposed_at", "status", "programme_id", "answered_by_id", "answered_at",
            "answer", "version",
        ]
    ) { plan in
        var rows = CopyRows()
        for (position, assignment) in plan.escorting.assignments.enumerated() {
            rows.append(plan.proposal(position + 1, assignment))
        }
        return rows
    }
}

extension OfficePlan {
    fileprivate func communityProgramme(_ community: Int, _ year: Int) -> Identifier {
        identifier(.communityProgramme, community * 10_000 + year)
    }

    fileprivate func proposal(_ ordinal: Int, _ assignment: AssignmentPlan) -> [CopyValue] {
        var stream = stream(.proposal, ordinal)
        let community = communities[assignment.community]
        let day = assignment.startsOn + stream.within(5...20)
        let coordinator = community.coordinator(on: day + 6)
        let status =
            coordinator == nil || stream.chance(15)
            ? "PROPOSED" : stream.chance(75) ? "ACCEPTED" : "DECLINED"
        let isAnswered = status != "PROPOSED"
        return [
            .number(office.id), .identifier(identifier(.proposal, ordinal)),
            .identifier(community.id), .text(Country.schoolYear(assignment.year)),
            person(assignment.person), country.vocabulary.phrase("PROPOSAL", &stream),
            .text(stream.element(of: country.vocabulary.themes).code),
            .date(actDay(assignment, &stream)), .instant(day, seconds: 36_000), .text(status),
            status == "ACCEPTED"
                ? .identifier(communityProgramme(assignment.community, assignment.year)) : .null,
            isAnswered ? person(coordinator) : .null,
            isAnswered ? .instant(day + 6, seconds: 36_000) : .null,
            status == "DECLINED" ? country.vocabulary.phrase("DECLINE", &stream) : .null,
            .number(isAnswered ? 2 : 1),
        ]
    }
}
