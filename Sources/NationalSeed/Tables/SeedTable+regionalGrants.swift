extension SeedTable {
    static let regionalGrants = SeedTable(
        "regional_grant", ["region_code", "id", "person_id", "role", "valid_from"]
    ) { plan in
        var rows = CopyRows()
        if let analyst = plan.regionalAnalyst {
            rows.append([
                .text(plan.office.regionCode), .identifier(plan.identifier(.regionalGrant, 1)),
                .identifier(plan.people[analyst.person].id), .text("REGIONAL_ANALYST"),
                .date(analyst.from),
            ])
        }
        return rows
    }
}
