/// A disagreement between the files, the ledger and the database.
package enum VerificationProblem: Hashable, Sendable {
    /// A file was edited after it was applied.
    case edited(path: String)
    /// The ledger names a file that is missing, below the newest file.
    case missing(number: Int, name: String)
    /// The ledger names a migration above the newest file.
    case newerThanFiles(number: Int, name: String)
    /// A file that was not applied has a lower number than one that was.
    case outOfOrder(path: String, applied: Int)
    /// The ledger names a repeatable whose file is missing.
    case repeatableMissing(name: String)
    /// The database no longer equals what the files produced.
    case drift([CatalogDifference], shownMax: Int)
}

/// An object of the database that differs from the one that the last `up` left.
package struct CatalogDifference: Hashable, Sendable {
    /// What happened to an object since the last `up`.
    package enum Change: String, Hashable, Sendable {
        case added, removed, changed
    }

    package var change: Change
    /// What the object is, such as `table`, `column` or `policy`.
    package var kind: String
    /// Its qualified name, such as `app.school.name`.
    package var identity: String

    package init(change: Change, kind: String, identity: String) {
        self.change = change
        self.kind = kind
        self.identity = identity
    }
}

extension CatalogDifference: CustomStringConvertible {
    package var description: String { "\(change.rawValue) \(kind) \(identity)" }
}

extension VerificationProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .edited(let path):
            """
            \(path) was edited after it was applied. Restore it, and put the change into a new \
            migration.
            """
        case .missing(let number, let name):
            """
            Migration \(number) (\(name)) was applied, but its file is missing. Restore the file.
            """
        case .newerThanFiles(let number, let name):
            """
            Migration \(number) (\(name)) was applied by a newer version. Use that version or a \
            newer one.
            """
        case .outOfOrder(let path, let applied):
            """
            \(path) was not applied, but migration \(applied) was. Give it the next free number.
            """
        case .repeatableMissing(let name):
            """
            The repeatable \(name) was applied, but its file is missing. Restore it; or drop its \
            objects in a migration, and the next "up" forgets it.
            """
        case .drift(let differences, let shownMax):
            Self.drift(differences, shownMax: shownMax)
        }
    }

    private static func drift(_ differences: [CatalogDifference], shownMax: Int) -> String {
        var lines = ["The database was changed by other means than the files:"]
        lines += differences.prefix(shownMax).map { "  \($0)" }
        if differences.count > shownMax {
            lines.append("  and \(differences.count - shownMax) more")
        }
        lines.append(
            """
            Undo these changes by hand, or put them into a migration and accept the drift once.
            """)
        return lines.joined(separator: "\n")
    }
}
