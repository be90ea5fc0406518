extension SeedTable {
    static let zones = SeedTable(
        "zone", ["office_id", "id", "code", "name_ar", "name_fr", "kind"]
    ) { plan in
        var rows = CopyRows()
        for zone in plan.zones {
            rows.append([
                .number(plan.office.id), .identifier(zone.id), .text("Z\(zone.ordinal)"),
                .text(zone.name.arabic), .text(zone.name.french), .text(zone.kind),
            ])
        }
        return rows
    }
}
