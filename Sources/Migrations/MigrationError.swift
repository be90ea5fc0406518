package import PostgresClient

/// Why migrations or a seed could not be read or run.
///
/// The description is for the operator who runs the command and carries PostgreSQL's own words;
/// it must not reach a response.
package enum MigrationError: Error, Hashable, Sendable {
    case unreadable(path: String, reason: String)
    case fileTooLarge(path: String, bytes: Int, bytesMax: Int)
    case notUTF8(path: String)
    case misnamed(path: String)
    case duplicateNumber(Int, paths: [String])
    case missingNumber(Int, next: String)
    /// The statement of a file failed; the whole file was rolled back.
    case statementFailed(path: String, line: Int?, DatabaseError)
    /// A file contains COMMIT, ROLLBACK or BEGIN of its own.
    case transactionEnded(path: String)
    case database(DatabaseError)
    /// The ledger and the files disagree, so that nothing was applied.
    case unverified([VerificationProblem])
    case seedMissing(path: String)
    case seedMisnamed(String)
    case csvMisnamed(path: String)
    case csv(path: String, line: Int, CSVProblem)
}

/// What is wrong with a line of a CSV file.
package enum CSVProblem: Hashable, Sendable {
    case noHeader
    case invalidColumnName(String)
    case duplicateColumnName(String)
    case tooManyColumns(max: Int)
    case columnCount(found: Int, expected: Int)
    case unterminatedQuote
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .fileTooLarge(let path, let bytes, let bytesMax):
            "\(path) has \(bytes) bytes; at most \(bytesMax) are read. Split it."
        case .notUTF8(let path): "\(path) is not UTF-8. Save it in that encoding."
        case .misnamed, .duplicateNumber, .missingNumber, .seedMissing, .seedMisnamed,
            .csvMisnamed:
            namesDescription
        case .statementFailed(let path, let line, let error):
            """
            \(path)\(line.map { ":\($0)" } ?? ""): \(error.debugDescription)
            Nothing of this file was applied. Correct it and run the command again.
            """
        case .transactionEnded(let path):
            """
            \(path) ends the transaction that it runs in. Remove BEGIN, COMMIT and ROLLBACK \
            from it, and look at what it has left behind: the statements before its COMMIT are \
            applied, but it is not recorded.
            """
        case .database(let error): error.debugDescription
        case .unverified(let problems):
            "Nothing was applied.\n" + problems.map(\.description).joined(separator: "\n")
        case .csv(let path, let line, let problem): "\(path):\(line): \(problem)"
        }
    }

    private var namesDescription: String {
        switch self {
        case .misnamed(let path):
            """
            \(path) is not named as a migration. Use four digits, an underscore and a name in \
            small letters, such as 0007_add_visit.sql; a repeatable has the name alone.
            """
        case .duplicateNumber(let number, let paths):
            """
            \(paths.joined(separator: " and ")) have the same number \(number). Give the one \
            that was applied nowhere the next free number.
            """
        case .missingNumber(let number, let next):
            """
            There is no migration \(number), but \(next) follows. Restore the missing file, or \
            renumber those after it if they were applied nowhere.
            """
        case .seedMissing(let path):
            "There is no \(path). Create it, or name another seed."
        case .seedMisnamed(let name):
            "\"\(name)\" is not a name of a seed. Use small letters, digits, \"_\" and \"-\"."
        case .csvMisnamed(let path):
            """
            \(path) becomes a table of its name. Use small letters, digits and "_", at most \
            \(MigrationLimits.identifierBytesMax - SeedRunner.tablePrefix.utf8.count) bytes.
            """
        default: ""
        }
    }
}

extension CSVProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noHeader: "The file is empty. Its first line must name the columns."
        case .invalidColumnName(let name):
            """
            "\(name)" is not a column name. Use small letters, digits and "_", at most \
            \(MigrationLimits.identifierBytesMax) bytes, the first one no digit.
            """
        case .duplicateColumnName(let name):
            "The column \"\(name)\" is named twice. Rename one."
        case .tooManyColumns(let max): "The file has more than \(max) columns. Split it."
        case .columnCount(let found, let expected):
            """
            The record has \(found) fields and the header names \(expected). Mend the record; \
            a field with a comma or a line break needs quotes.
            """
        case .unterminatedQuote: "A quote opens here and never closes. Close it."
        }
    }
}
