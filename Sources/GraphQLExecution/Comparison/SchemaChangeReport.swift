import GraphQLLanguage

/// Changes between schemas as lines of text, for people and for the log of a build.
package struct SchemaChangeReport: Sendable {
    package let changes: [SchemaChange]

    package init(_ changes: [SchemaChange]) {
        self.changes = changes
    }

    package var isBreaking: Bool { changes.contains { $0.severity == .breaking } }

    /// One line a change, the severest first: severity, kind, coordinate and sentence, in columns.
    package var lines: [String] {
        let sorted = SchemaChange.Severity.allCases.flatMap { severity in
            changes.filter { $0.severity == severity }
        }
        let kindWidth = sorted.map(\.kind.rawValue.utf8.count).max() ?? 0
        let coordinateWidth = sorted.map(\.coordinate.description.utf8.count).max() ?? 0
        return sorted.map { change in
            [
                padded(change.severity.rawValue, to: SchemaChange.Severity.columnWidth),
                padded(change.kind.rawValue, to: kindWidth),
                padded(change.coordinate.description, to: coordinateWidth),
                change.description,
            ].joined(separator: "  ")
        }
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: width - text.utf8.count)
    }
}

extension SchemaChange.Severity {
    fileprivate static let columnWidth = allCases.map(\.rawValue.utf8.count).max() ?? 0
}
