/// The numbers, words and exceptions of the tidy tests.
///
/// An exception is named here, with the reason beside it; a limit is never raised.
enum Rules {
    static let fileLinesMax = 600
    static let functionLinesMax = 70
    static let lineColumnsMax = 100
    static let uncheckedSendableMax = 3

    /// Files longer than the limit, by path.
    static let longFiles: Set<String> = []
    /// Functions longer than the limit, as `path:name`.
    static let longFunctions: Set<String> = []
    /// Types without a documentation comment, as `path:name`.
    static let undocumentedTypes: Set<String> = []
    /// Files with a string literal that looks like a statement but is none, by path.
    static let notStatements: Set<String> = []

    /// Words that say nothing of what a thing is.
    static let bannedNameWords: Set<String> = [
        "Utils", "Util", "Helper", "Helpers", "Manager", "Impl", "New", "Data2",
    ]

    /// Marks of unfinished work; allowed with the number of an issue, as in `TODO(#12)`.
    static let unfinishedMarks = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]

    /// Paths of one machine, which mean nothing on another.
    static let machinePaths = ["/wo" + "rk/", "/tmp/te" + "am", "/Use" + "rs/"]

    /// How statements begin, in small letters.
    static let statementBeginnings = [
        "select ", "insert into ", "delete from ", "truncate ", "create table ",
        "create temporary table ", "create database ", "create role ", "create schema ",
        "alter table ", "alter role ", "drop table ", "drop database ", "grant ", "revoke ",
        "copy ", "listen ", "unlisten ", "notify ",
    ]
}

/// A broken rule: where, what, and how to mend it.
struct Finding: Hashable, CustomStringConvertible {
    var path: String
    var line: Int
    var message: String

    var description: String { "\(path):\(line): \(message)" }
}
