/// A table that the seed fills: its columns, and how the rows of an office are made.
struct SeedTable: Sendable {
    let name: String
    let columns: [String]
    /// What moves the rows from `staged` to the table; by default all columns as they are.
    let insertion: String?
    /// What follows from the rows in other tables.
    let completion: String?
    let rows: @Sendable (OfficePlan) -> CopyRows

    /// All tables, in the order in which foreign keys need them and what is under way comes last:
    /// facts are weighed against it, and there is none yet.
    ///
    /// A new table is a file beside this one and a name here.
    static let all: [SeedTable] =
        [zones, communities, schools, people, roleGrants, regionalGrants, assignments, visits]
        + [smallGroups, smallGroupSchools, smallGroupFacilitators]
        + [workshops, workshopFacilitators, findings]
        + [projects, projectPriorities, projectActions, projectProgress]
        + [agreements, programmes, programmeVersions]
        + [milestones, activities, programmeSchools, programmeThemes]
        + [communityProgrammes, proposals, supportRequests, transportRequests, visitsNotMade]
        + [lineages, moves, histories]
        + [escortRecords, recordSubmissions, recordDecisions]
        + [rubrics, criteria, selectionSessions, docketEntries, committeeSeats]
        + [recusals, declarations, scores, rankings, votes, minutes]
        + [mandates, evaluations]

    /// Tables that triggers and completions fill from the others.
    static let kept = ["office_person", "receipt_counter", "ranking_line"]

    /// - Parameters:
    ///   - insertion: A statement that reads `staged`, for columns that the database computes.
    ///   - completion: Statements that run once the rows are there; they may read
    ///     `pg_temp.staged_<table>` of every table before.
    init(
        _ name: String, _ columns: [String], insertion: String? = nil, completion: String? = nil,
        rows: @escaping @Sendable (OfficePlan) -> CopyRows
    ) {
        self.name = name
        self.columns = columns
        self.insertion = insertion
        self.completion = completion
        self.rows = rows
    }

    /// Where COPY puts the rows: the owner of the tables is subject to row-level security, under
    /// which COPY refuses to write (PostgreSQL manual, "COPY").
    var staged: String { "pg_temp.staged_\(name)" }
}
