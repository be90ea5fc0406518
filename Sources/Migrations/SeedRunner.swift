package import PostgresClient

/// Fills a database with the data of a named seed.
///
/// In one transaction, each `seed/NAME/*.csv` becomes a temporary table `csv_<file name>` with one
/// text column per header, and then `seed/NAME.sql` runs, which moves the rows where they belong,
/// and each `seed/NAME/*.sql` in the order of their names.
package struct SeedRunner {
    static let tablePrefix = "csv_"

    /// The folder that holds `seed`, such as `db`.
    let path: String
    let connection: AdministrationConnection
    let limits: MigrationLimits
    let report: (MigrationStep) -> Void

    package init(
        path: String, connection: AdministrationConnection,
        limits: MigrationLimits = MigrationLimits(),
        report: @escaping (MigrationStep) -> Void = { _ in }
    ) {
        self.path = path
        self.connection = connection
        self.limits = limits
        self.report = report
    }

    /// Runs a seed; waits for a run of migrations to end.
    ///
    /// If anything fails, nothing of the seed stays.
    package func run(_ name: String) throws(MigrationError) {
        guard Self.isName(name) else { throw .seedMisnamed(name) }
        let sqlPath = "\(path)/seed/\(name).sql"
        guard try names(in: "\(path)/seed", suffix: ".sql").contains("\(name).sql") else {
            throw .seedMissing(path: sqlPath)
        }
        let directory = "\(path)/seed/\(name)"
        let scripts = try sqlFiles([sqlPath] + paths(in: directory, suffix: ".sql"))
        let files = try csvFiles(in: directory)
        try RunLock(connection: connection).holding(report) { () throws(MigrationError) in
            try Transaction(connection: connection).run { () throws(MigrationError) in
                for (table, file) in files { try copy(file, into: table) }
                for script in scripts {
                    report(.applying(path: script.path))
                    try FileRun(file: script, connection: connection).run()
                }
            }
        }
    }

    private func csvFiles(
        in directory: String
    ) throws(MigrationError) -> [(table: String, file: CSVFile)] {
        var files: [(table: String, file: CSVFile)] = []
        for fileName in try names(in: directory, suffix: ".csv") {
            let path = directory + "/" + fileName
            let table = Self.tablePrefix + fileName.dropLast(4)
            guard CSVFile.isIdentifier(table) else { throw .csvMisnamed(path: path) }
            files.append((table, try CSVFile(path: path, limits: limits)))
        }
        return files
    }

    private func sqlFiles(_ paths: [String]) throws(MigrationError) -> [SQLFile] {
        var files: [SQLFile] = []
        for path in paths {
            files.append(try SQLFile(path: path, bytesMax: limits.sqlFileBytesMax))
        }
        return files
    }

    private func paths(
        in directory: String, suffix: String
    ) throws(MigrationError) -> [String] {
        try names(in: directory, suffix: suffix).map { directory + "/" + $0 }
    }

    private func names(
        in directory: String, suffix: String
    ) throws(MigrationError) -> [String] {
        try MigrationDirectory.fileNames(in: directory, suffix: suffix)
    }

    /// Table and columns are checked identifiers; quotes keep reserved words apart.
    private func copy(_ file: CSVFile, into table: String) throws(MigrationError) {
        report(.copying(path: file.path))
        let columns = file.columns.map { "\"\($0)\" text" }.joined(separator: ", ")
        do {
            try connection.execute(
                "create temporary table \"\(table)\" (\(columns)) on commit drop")
            try connection.copyIn(
                "copy pg_temp.\"\(table)\" from stdin (format csv, header true)", file.bytes)
        } catch {
            throw .statementFailed(path: file.path, line: nil, error)
        }
    }

    /// Small letters, digits, underscores and hyphens, at least one; so never a path.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
                    || $0 == 0x2D
            }
    }
}
