extension SeedTable {
    static let people = SeedTable(
        "person",
        [
            "id", "staff_number", "first_name_ar", "last_name_ar", "first_name_fr",
            "last_name_fr", "corps", "home_office_id", "work_zone_id", "merged_into_id",
        ]
    ) { plan in
        var rows = CopyRows()
        for person in plan.people {
            rows.append([
                .identifier(person.id), .number(person.staffNumber),
                .text(person.firstName.arabic), .text(person.lastName.arabic),
                .text(person.firstName.french), .text(person.lastName.french),
                .text(person.corps), .number(person.homeOffice), .optional(person.workZone),
                plan.person(person.mergedInto),
            ])
        }
        return rows
    }
}
