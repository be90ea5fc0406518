import GraphQLTypeSystem
import JSONBytes
import OperationPlanning
import PostgresClient
import SchemaMapping

/// Leaves of scalars with a format, each in the one spelling that input coercion gives as well.
extension ResponseWriter {
    mutating func dateTime(_ row: Row, _ column: Int) -> String? {
        let microseconds = row.result.timestamptz(row.number, column) ?? 0
        guard let instant = CivilInstant(microsecondsSince2000: microseconds) else {
            return "The instant is not within the years 1 to 9999."
        }
        append(quoted: instant.text)
        return nil
    }

    mutating func localTime(_ row: Row, _ column: Int) -> String? {
        let microseconds = row.result.time(row.number, column) ?? 0
        guard let time = CivilTime(microsecondOfDay: microseconds) else {
            return "The time is the end of a day, 24:00:00, which no clock shows."
        }
        append(quoted: time.text)
        return nil
    }

    mutating func decimal(_ row: Row, _ column: Int) -> String? {
        let text = row.result.numericText(row.number, column) ?? ""
        guard !["NaN", "Infinity", "-Infinity"].contains(text) else {
            return "The number is not finite."
        }
        append(quoted: text)
        return nil
    }

    /// A text that must be of a format.
    mutating func text(of format: ScalarFormat, _ row: Row, _ column: Int) -> String? {
        append(row.result.text(row.number, column) ?? "", of: format)
    }

    mutating func append(_ text: String, of format: ScalarFormat) -> String? {
        guard let text = format.canonical(text) else {
            return "The value is not of the scalar's format."
        }
        writer.appendString(text)
        return nil
    }

    /// The column's JSON; its `null` is GraphQL's, so that it stands for no value either.
    mutating func json(
        _ type: ColumnType, _ column: Int, _ row: Row, _ field: ResponseField
    ) -> Bool {
        let text =
            type == .jsonb
            ? row.result.jsonbText(row.number, column) : row.result.text(row.number, column)
        let start = writer.count
        writer.append(json: text ?? "")
        guard writer.bytes[start...].elementsEqual("null".utf8) else { return true }
        writer.truncate(to: start)
        return nullOrError(field)
    }

    private mutating func append(quoted text: String) {
        writer.append(literal: "\"")
        writer.append(raw: text.utf8Span.span)
        writer.append(literal: "\"")
    }
}
