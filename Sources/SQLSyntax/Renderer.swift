/// Renders SQL text from its value types: the only place where SQL is put together.
///
/// The output depends on the value alone: equal statements give equal bytes, which is what the
/// prepared-statement registry of a connection is keyed on. The text is laid out to be read, one
/// clause a line.
package struct Renderer {
    private var text = ""
    private var indentation = 0

    private init() {}

    package static func render(_ statement: SelectStatement) -> String {
        var renderer = Renderer()
        renderer.append(statement)
        return renderer.text
    }

    private mutating func append(_ statement: SelectStatement) {
        text += statement.isDistinct ? "SELECT DISTINCT" : "SELECT"
        if !statement.columns.isEmpty { text += " " }
        appendList(statement.columns) { $0.append($1) }
        newLine("FROM ")
        append(statement.from)
        for join in statement.joins { append(join) }
        if let filter = statement.filter {
            newLine("WHERE ")
            append(filter)
        }
        if !statement.groupBy.isEmpty {
            newLine("GROUP BY ")
            appendList(statement.groupBy) { $0.append($1) }
        }
        if let having = statement.having {
            newLine("HAVING ")
            append(having)
        }
        if !statement.orderBy.isEmpty {
            newLine("ORDER BY ")
            appendList(statement.orderBy) { $0.append($1) }
        }
        if let limit = statement.limit {
            newLine("LIMIT ")
            append(limit)
        }
    }

    private mutating func append(_ column: SelectColumn) {
        append(column.expression)
        if let alias = column.alias { text += " AS \(alias)" }
    }

    private mutating func append(_ item: FromItem) {
        switch item {
        case .relation(let name, let alias):
            text += "\(name) AS \(alias)"
        case .unnest(let arrays, let alias, let columns, let ordinality):
            text += "unnest("
            appendList(arrays) { $0.append($1) }
            text += ") WITH ORDINALITY AS \(alias) ("
            appendList(columns + [ordinality]) { $0.text += "\($1)" }
            text += ")"
        case .lateral(let statement, let alias):
            appendSubquery("LATERAL ", statement)
            text += " AS \(alias)"
        case .subquery(let statement, let alias):
            appendSubquery("", statement)
            text += " AS \(alias)"
        case .function(let name, let arguments, let alias):
            append(.call(name, arguments))
            text += " AS \(alias)"
        }
    }

    private mutating func append(_ join: Join) {
        newLine(join.kind.rawValue + " ")
        append(join.item)
        if let condition = join.condition {
            text += " ON "
            append(condition)
        }
    }

    private mutating func append(_ term: OrderTerm) {
        append(term.expression)
        text += " \(term.direction.rawValue)"
        if let nulls = term.nulls { text += " \(nulls.rawValue)" }
    }

    private mutating func append(_ parameter: Parameter) {
        text += "$\(parameter.number)::\(parameter.type)"
    }

    private mutating func append(_ expression: Expression) {
        switch expression {
        case .column(let alias, let name): text += "\(alias).\(name)"
        case .wholeRow(let alias): text += "\(alias)"
        case .parameter(let parameter): append(parameter)
        case .integer(let number): text += "\(number)"
        case .comparison(let left, let comparison, let right):
            append(left)
            text += " \(comparison.rawValue) "
            append(right)
        case .operation(let left, let operation, let right):
            append(left)
            text += " \(operation) "
            append(right)
        case .isElement(let operand, let array):
            append(operand)
            text += " = ANY "
            appendParenthesized([array], separator: "")
        case .row(let terms): appendParenthesized(terms, separator: ", ")
        case .all(let terms): appendTerms(terms, separator: " AND ", ofNone: "TRUE")
        case .any(let terms): appendTerms(terms, separator: " OR ", ofNone: "FALSE")
        case .isNotTrue(let condition):
            appendParenthesized([condition], separator: "")
            text += " IS NOT TRUE"
        case .isNull(let operand):
            append(operand)
            text += " IS NULL"
        case .isNotNull(let operand):
            append(operand)
            text += " IS NOT NULL"
        case .exists(let statement): appendSubquery("EXISTS ", statement)
        case .notExists(let statement): appendSubquery("NOT EXISTS ", statement)
        case .subquery(let statement): appendSubquery("", statement)
        case .countRows, .aggregate, .percentile, .rowNumber, .zeroIfNull, .periodStart, .call,
            .cast:
            appendCall(expression)
        }
    }

    private mutating func appendCall(_ expression: Expression) {
        switch expression {
        case .countRows: text += "count(*)"
        case .aggregate(let function, let arguments, let isDistinct, let filter):
            text += "\(function)(\(isDistinct ? "DISTINCT " : "")"
            appendList(arguments) { $0.append($1) }
            text += ")"
            if let filter {
                text += " FILTER (WHERE "
                append(filter)
                text += ")"
            }
        case .percentile(let part, let value):
            text += "\"pg_catalog\".\"percentile_cont\"(\(part.rawValue)) WITHIN GROUP (ORDER BY "
            append(value)
            text += ")"
        case .rowNumber(let partition, let order): appendRowNumber(partition, order)
        case .zeroIfNull(let operand):
            text += "coalesce("
            append(operand)
            text += ", 0)"
        case .periodStart(let period, let date):
            text += "\"pg_catalog\".\"date_trunc\"('\(period.rawValue)', "
            append(date)
            text += "::timestamp)::date"
        case .call(let function, let arguments):
            text += "\(function)"
            appendParenthesized(arguments, separator: ", ")
        case .cast(let operand, let type):
            appendParenthesized([operand], separator: "")
            text += "::\(type)"
        default: preconditionFailure("only calls come here")
        }
    }

    private mutating func appendRowNumber(_ partition: [Expression], _ order: [OrderTerm]) {
        text += "row_number() OVER (PARTITION BY "
        appendList(partition) { $0.append($1) }
        if !order.isEmpty {
            text += " ORDER BY "
            appendList(order) { $0.append($1) }
        }
        text += ")"
    }

    private mutating func appendSubquery(_ start: String, _ statement: SelectStatement) {
        text += start + "("
        appendIndented(statement)
        text += ")"
    }

    private mutating func appendTerms(
        _ terms: [Expression], separator: String, ofNone none: String
    ) {
        switch terms.count {
        case 0: text += none
        case 1: append(terms[0])
        default: appendParenthesized(terms, separator: separator)
        }
    }

    private mutating func appendParenthesized(_ terms: [Expression], separator: String) {
        text += "("
        appendList(terms, separator: separator) { $0.append($1) }
        text += ")"
    }

    private mutating func appendList<Element>(
        _ elements: [Element], separator: String = ", ",
        _ appendElement: (inout Renderer, Element) -> Void
    ) {
        for (index, element) in elements.enumerated() {
            if index > 0 { text += separator }
            appendElement(&self, element)
        }
    }

    private mutating func appendIndented(_ statement: SelectStatement) {
        indentation += 1
        newLine("")
        append(statement)
        indentation -= 1
        newLine("")
    }

    private mutating func newLine(_ start: String) {
        text += "\n" + String(repeating: "    ", count: indentation) + start
    }
}
