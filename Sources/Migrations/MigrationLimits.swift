/// The bounds of reading migrations and seeds.
package struct MigrationLimits: Hashable, Sendable {
    /// Bytes of one SQL file, which is sent as one message and held in memory twice.
    package var sqlFileBytesMax: Int
    /// Bytes of one CSV file of a seed, which is read whole.
    package var csvFileBytesMax: Int
    /// Columns of a CSV file; PostgreSQL allows a table 1,600.
    package var csvColumnsMax: Int
    /// Objects named in one message about drift; the rest is counted.
    package var driftObjectsShownMax: Int

    package init(
        sqlFileBytesMax: Int = 16 << 20, csvFileBytesMax: Int = 256 << 20,
        csvColumnsMax: Int = 1600, driftObjectsShownMax: Int = 50
    ) {
        self.sqlFileBytesMax = sqlFileBytesMax
        self.csvFileBytesMax = csvFileBytesMax
        self.csvColumnsMax = csvColumnsMax
        self.driftObjectsShownMax = driftObjectsShownMax
    }

    /// Bytes of an identifier that PostgreSQL keeps (`NAMEDATALEN` less one).
    static let identifierBytesMax = 63
}
