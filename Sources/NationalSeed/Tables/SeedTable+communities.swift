extension SeedTable {
    static let communities = SeedTable(
        "community",
        ["office_id", "id", "zone_id", "number", "name_ar", "name_fr", "established_on"]
    ) { plan in
        var rows = CopyRows()
        for community in plan.communities {
            rows.append([
                .number(plan.office.id), .identifier(community.id),
                .identifier(plan.zones[community.zone].id), .number(community.number),
                .text(community.name.arabic), .text(community.name.french),
                .date(community.establishedOn),
            ])
        }
        return rows
    }
}
