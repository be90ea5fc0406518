extension SeedTable {
    static let roleGrants = SeedTable(
        "role_grant",
        [
            "office_id", "id", "person_id", "role", "community_id", "school_id", "valid_from",
            "valid_to",
        ]
    ) { plan in
        var rows = CopyRows()
        for (position, grant) in plan.grants.enumerated() {
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.roleGrant, position + 1)),
                .identifier(plan.people[grant.tenure.person].id), .text(grant.role),
                .optional(grant.community), .optional(grant.school),
                .date(grant.tenure.from), .optional(grant.tenure.to),
            ])
        }
        return rows
    }
}
