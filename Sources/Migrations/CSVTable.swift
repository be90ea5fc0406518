/// The records of a CSV file of a seed, for code that makes data from lists.
package struct CSVTable: Hashable, Sendable {
    package var columns: [String]
    /// The fields of each record, as many as there are columns.
    package var records: [[String]]

    /// Reads a file whole and checks it as a seed's files are checked.
    package init(
        path: String, limits: MigrationLimits = MigrationLimits()
    ) throws(MigrationError) {
        let file = try CSVFile(path: path, limits: limits)
        var reader = CSVReader(bytes: file.bytes)
        var records: [[String]] = []
        do throws(CSVReader.Failure) {
            while let record = try reader.nextRecord(keepingFields: true) {
                records.append(record.fields)
            }
        } catch {
            throw .csv(path: path, line: error.line, error.problem)
        }
        columns = file.columns
        self.records = Array(records.dropFirst())
    }
}
