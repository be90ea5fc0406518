package import GraphQLLanguage
package import GraphQLTypeSystem
package import OrderedCollections

/// Gives each argument of a field or directive its value (*CoerceArgumentValues*, spec §6.4.1).
///
/// The values stand in the order of the definitions. An argument that is not provided takes its
/// default, and is absent where it has none; so does one whose variable is not provided.
///
/// - Parameter location: that of the field or directive, for an argument that is missing from it.
package func coerceArgumentValues(
    _ definitions: OrderedDictionary<String, InputField>, _ arguments: [Argument],
    variableValues: VariableValues, schema: Schema, at location: SourceLocation
) throws(CoercionError) -> OrderedDictionary<String, CoercedValue> {
    var values: OrderedDictionary<String, CoercedValue> = [:]
    if definitions.isEmpty { return values }
    let coercion = ArgumentCoercion(
        literals: LiteralCoercion(schema: schema, variableValues: variableValues),
        location: location)
    for definition in definitions.values {
        let argument = arguments.first { $0.name.value == definition.name }
        if let value = try coercion.value(of: argument?.value, definition) {
            values[definition.name] = value
        }
    }
    return values
}

/// The names of the variables in a value, those within lists and objects included.
package func variablesUsed(in value: Value) -> Set<String> {
    var names: Set<String> = []
    collectVariables(in: value, into: &names)
    return names
}

private func collectVariables(in value: Value, into names: inout Set<String>) {
    switch value.kind {
    case .variable(let name): names.insert(name)
    case .list(let items): for item in items { collectVariables(in: item, into: &names) }
    case .object(let fields):
        for field in fields { collectVariables(in: field.value, into: &names) }
    case .int, .float, .string, .boolean, .null, .enum: break
    }
}

/// Coercion of the arguments of one field or directive.
private struct ArgumentCoercion {
    let literals: LiteralCoercion
    let location: SourceLocation

    func value(
        of literal: Value?, _ definition: InputField
    ) throws(CoercionError) -> CoercedValue? {
        let type = definition.type
        guard let literal else { return try absent(definition, .notProvided(type), at: location) }
        if case .variable(let name) = literal.kind, literals.variableValues[name] == nil {
            return try absent(definition, .variableNotProvided(name, type), at: literal.location)
        }
        if isNull(literal), type.isNonNull {
            throw error(definition, .mustNotBeNull(type), at: literal.location)
        }
        guard let value = literals.value(of: literal, as: type) else {
            throw error(definition, .invalidValue(literal), at: literal.location)
        }
        return value
    }

    private func isNull(_ literal: Value) -> Bool {
        switch literal.kind {
        case .null: true
        case .variable(let name): literals.variableValues[name] == .null
        case .int, .float, .string, .boolean, .enum, .list, .object: false
        }
    }

    /// The default of an argument that is not provided, or else the problem where it must be.
    private func absent(
        _ definition: InputField, _ problem: CoercionError.ArgumentProblem,
        at location: SourceLocation
    ) throws(CoercionError) -> CoercedValue? {
        if let defaultValue = definition.defaultValue {
            return literals.value(of: defaultValue, as: definition.type)
        }
        if definition.isRequired { throw error(definition, problem, at: location) }
        return nil
    }

    private func error(
        _ definition: InputField, _ problem: CoercionError.ArgumentProblem,
        at location: SourceLocation
    ) -> CoercionError {
        CoercionError(.argument(definition.name, problem), at: location)
    }
}
