package import OperationPlanning

extension PlanningOptions {
    /// The options that must not change an answer.
    package static let unusual = [
        PlanningOptions(style: .window),
        PlanningOptions(sharesStatements: false),
        PlanningOptions(style: .window, sharesStatements: false),
    ]

    /// As `lateral`, `window-separate`; names the options in the environment and in messages.
    package var name: String { style.rawValue + (sharesStatements ? "" : "-separate") }

    /// - Returns: `nil` for a text that is no name.
    package init?(named name: String) {
        guard let found = ([PlanningOptions()] + Self.unusual).first(where: { $0.name == name })
        else { return nil }
        self = found
    }
}
