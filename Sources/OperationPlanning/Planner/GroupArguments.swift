import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem

/// The arguments of `groups`, coerced and checked.
struct GroupArguments {
    /// How many groups from the start.
    let size: Int
    let order: [CoercedValue]
    /// The value of `having`; `nil` where it is absent or null.
    let having: CoercedValue?

    init(
        _ field: Field, on connectionType: String, _ variableValues: VariableValues,
        _ schema: Schema, _ limits: PlanningLimits
    ) throws(PlanningError) {
        guard let definition = schema.field(named: field.name.value, on: connectionType) else {
            preconditionFailure("a validated field is defined")
        }
        let values: [String: CoercedValue]
        do throws(CoercionError) {
            values = try coerceArguments(field, definition, variableValues, schema)
        } catch {
            throw .coercion(error)
        }
        size = try Self.size(values["first"]?.int, field, limits)
        order = values["orderBy"]?.items ?? []
        having = values["having"].flatMap { $0 == .null ? nil : $0 }
        guard order.count <= limits.orderTermsMax else {
            throw .limitExceeded(
                .orderTerms(max: limits.orderTermsMax), location: field.location)
        }
    }

    private static func size(
        _ given: Int?, _ field: Field, _ limits: PlanningLimits
    ) throws(PlanningError) -> Int {
        let size = given ?? limits.groupsDefault
        if size < 0 {
            throw .pageArguments(
                .negativeSize(argument: "first", size), field: field.name.value,
                location: field.location)
        }
        guard size <= limits.groupsMax else {
            throw .limitExceeded(
                .groups(size, max: limits.groupsMax), location: field.location)
        }
        return size
    }
}
