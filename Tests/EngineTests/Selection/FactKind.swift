/// The kinds of facts that bar a person.
enum FactKind: String, CaseIterable {
    case history = "HISTORY"
    /// As the office decides it, by `appointEscort`.
    case appointment = "APPOINTMENT"
    case assignment = "ASSIGNMENT"
    case visit = "VISIT"
    case smallGroup = "SMALL_GROUP"
    case workshop = "WORKSHOP"
    case headship
    case coordination
    case declaration

    /// F1 to F5, which the delegate may annul.
    static let annullable: [FactKind] = [
        .history, .appointment, .assignment, .visit, .smallGroup, .workshop,
    ]

    /// The name in `app.annulment`.
    var annulled: String { self == .appointment ? "ASSIGNMENT" : rawValue }

    var table: String {
        switch self {
        case .history: "escorting_history"
        case .appointment, .assignment: "assignment"
        case .visit: "visit"
        case .smallGroup: "small_group"
        case .workshop: "workshop"
        case .headship, .coordination: "role_grant"
        case .declaration: "declared_conflict"
        }
    }
}
