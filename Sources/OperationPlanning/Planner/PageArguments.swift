import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections

/// The arguments of a collection, coerced and checked.
struct PageArguments {
    /// Rows of the page.
    let size: Int
    let isReversed: Bool
    let after: String?
    let before: String?
    /// The items of `orderBy`, most significant first.
    let order: [CoercedValue]
    /// The value of `filter`; `nil` where it is absent or null.
    let filter: CoercedValue?

    init(
        _ field: Field, definition: OutputField, variableValues: VariableValues,
        schema: Schema, limits: PlanningLimits
    ) throws(PlanningError) {
        let values: [String: CoercedValue]
        do throws(CoercionError) {
            values = try coerceArguments(field, definition, variableValues, schema)
        } catch {
            throw .coercion(error)
        }
        let last = values["last"]?.int
        if last != nil, values["first"]?.int != nil {
            throw .pageArguments(
                .bothDirections, field: field.name.value, location: field.location)
        }
        isReversed = last != nil
        size = try Self.size(
            last ?? values["first"]?.int, argument: last == nil ? "first" : "last", field, limits)
        after = values["after"]?.string
        before = values["before"]?.string
        order = values["orderBy"]?.items ?? []
        filter = values["filter"].flatMap { $0 == .null ? nil : $0 }
    }

    private static func size(
        _ given: Int?, argument: String, _ field: Field, _ limits: PlanningLimits
    ) throws(PlanningError) -> Int {
        guard let given else { return limits.pageSizeDefault }
        if given < 0 {
            throw .pageArguments(
                .negativeSize(argument: argument, given), field: field.name.value,
                location: field.location)
        }
        if given > limits.pageSizeMax {
            throw .pageArguments(
                .sizeTooLarge(argument: argument, given, max: limits.pageSizeMax),
                field: field.name.value, location: field.location)
        }
        return given
    }
}

/// The arguments of a field by name, absent ones left out.
func coerceArguments(
    _ field: Field, _ definition: OutputField, _ variableValues: VariableValues, _ schema: Schema
) throws(CoercionError) -> [String: CoercedValue] {
    let coerced = try coerceArgumentValues(
        definition.arguments, field.arguments, variableValues: variableValues, schema: schema,
        at: field.location)
    return Dictionary(coerced.elements.map { ($0.key, $0.value) }) { first, _ in first }
}

extension CoercedValue {
    var int: Int? {
        if case .int(let value) = self { Int(value) } else { nil }
    }

    var items: [CoercedValue] {
        if case .list(let items) = self { items } else { [] }
    }

    /// The text of an `ID`, a `String`, or a scalar whose format has one spelling.
    var string: String? {
        switch self {
        case .string(let text), .custom(.string(let text)): text
        default: nil
        }
    }
}
