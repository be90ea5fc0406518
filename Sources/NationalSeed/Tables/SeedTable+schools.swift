extension SeedTable {
    static let schools = SeedTable(
        "school",
        [
            "office_id", "id", "community_id", "gresa_code", "name_ar", "name_fr", "kind",
            "cycle", "has_primary", "has_lower_secondary", "has_upper_secondary", "setting",
            "municipality_ar", "municipality_fr", "opened_on",
        ]
    ) { plan in
        var rows = CopyRows()
        for school in plan.schools {
            rows.append([
                .number(plan.office.id), .identifier(school.id),
                .identifier(plan.communities[school.community].id),
                .text(gresaCode(plan.office, school.ordinal)), .text(school.name.arabic),
                .text(school.name.french), .text(school.kind.rawValue),
                .text(school.mainCycle), .boolean(school.hasPrimary),
                .boolean(school.hasLowerSecondary), .boolean(school.hasUpperSecondary),
                .text(school.isUrban ? "URBAN" : "RURAL"), .text(school.municipality.arabic),
                .text(school.municipality.french), .date(school.openedOn),
            ])
        }
        return rows
    }

    private static let checkLetters = Array("ZABCDEFGHJKLMNPRSTUVWXY")

    /// Five digits and the letter of their remainder by 23; unique in the country up to 1,200
    /// schools an office, and in the office beyond.
    private static func gresaCode(_ office: Office, _ ordinal: Int) -> String {
        let number = (office.index * 1200 + ordinal) % 100_000
        let digits = String(number + 100_000).dropFirst()
        return digits + String(checkLetters[number % checkLetters.count])
    }
}

extension SchoolPlan {
    var mainCycle: String {
        switch kind {
        case .college: "LOWER_SECONDARY"
        case .lycee: "UPPER_SECONDARY"
        case .schoolGroup, .primarySchool, .communitySchool: "PRIMARY"
        }
    }
}
