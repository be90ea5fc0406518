extension SeedTable {
    static let communities = SeedTable(
        "community",
        [
            "office_id", "id", "zone_id", "number", "name_ar", "name_fr", "established_on",
            "dissolved_on",
        ]
    ) { plan in
        var rows = CopyRows()
        for community in plan.communities {
            rows.append([
                .number(plan.office.id), .identifier(community.id),
                .identifier(plan.zones[community.zone].id), .number(community.number),
                .text(community.name.arabic), .text(community.name.french),
                .date(community.establishedOn), .null,
            ])
        }
        rows.append(plan.formerCommunity)
        return rows
    }
}

extension OfficePlan {
    static let mergedOn = CivilDate(2022, 9, 1)

    /// A community that was merged into the first one; it has no school any more.
    fileprivate var formerCommunity: [CopyValue] {
        let heir = communities[0]
        return [
            .number(office.id), .identifier(identifier(.formerCommunity, 1)),
            .identifier(zones[heir.zone].id), .number(communities.count + 1),
            .text("\(heir.name.arabic) السابقة"), .text("Ancienne \(heir.name.french)"),
            .date(CivilDate(2013, 9, 16)), .date(Self.mergedOn),
        ]
    }
}
