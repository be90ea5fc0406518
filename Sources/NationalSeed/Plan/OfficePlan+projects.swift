/// The project of a school for three school years.
struct ProjectPlan: Sendable {
    var id: Identifier
    var ordinal: Int
    var school: Int
    /// A position in the people of the office.
    var author: Int
    /// The first of its school years.
    var year: Int
    var submittedOn: CivilDate?
    var status: ProjectStatus
    var endedOn: CivilDate?

    /// Whether it was carried out, so that progress was observed.
    var isCarriedOut: Bool { status != .draft && status != .submitted }
}

enum ProjectStatus: String, Sendable {
    case draft = "DRAFT"
    case submitted = "SUBMITTED"
    case inExecution = "IN_EXECUTION"
    case completed = "COMPLETED"
    case abandoned = "ABANDONED"
}

extension OfficePlan {
    /// School years of a project, and so every how many years a school has a new one.
    static let yearsOfProject = 3
    private static let projectPercent = 75

    /// Each year a third of the schools come with a project, most of them at least.
    mutating func planProjects() {
        for (school, plan) in schools.enumerated() {
            var stream = stream(.project, -school - 1)
            for year in Country.years where year % Self.yearsOfProject == plan.ordinal % 3 {
                guard stream.chance(Self.projectPercent), plan.openedOn < Self.startOfYear(year)
                else { continue }
                let day = CivilDate(year, 10, 1) + stream.below(20)
                guard let author = plan.head(on: day) else { continue }
                projects.append(project(school, author, year, day, &stream))
            }
        }
    }

    private func project(
        _ school: Int, _ author: Int, _ year: Int, _ submittedOn: CivilDate,
        _ stream: inout SeededStream
    ) -> ProjectPlan {
        let ordinal = projects.count + 1
        let status = Self.status(year, &stream)
        return ProjectPlan(
            id: identifier(.project, ordinal), ordinal: ordinal, school: school, author: author,
            year: year, submittedOn: status == .draft ? nil : submittedOn, status: status,
            endedOn: Self.endOfProject(year, status, &stream))
    }

    private static func status(_ year: Int, _ stream: inout SeededStream) -> ProjectStatus {
        let present = Country.years[Country.years.count - 1]
        if year == present { return stream.chance(25) ? .draft : .submitted }
        if stream.chance(8) { return .submitted }
        if year + yearsOfProject > present { return .inExecution }
        return stream.chance(85) ? .completed : .abandoned
    }

    private static func endOfProject(
        _ year: Int, _ status: ProjectStatus, _ stream: inout SeededStream
    ) -> CivilDate? {
        switch status {
        case .completed: CivilDate(year + yearsOfProject, 6, 10) + stream.below(30)
        case .abandoned: CivilDate(year + 2, 2, 1) + stream.below(60)
        case .draft, .submitted, .inExecution: nil
        }
    }
}
