package import GraphQLLanguage
package import GraphQLTypeSystem
package import JSONBytes
import OrderedCollections

/// Gives each variable of an operation its value (*CoerceVariableValues*, spec §6.1.2).
///
/// A variable without a value and without a default is absent from the result. Members of `inputs`
/// that the operation does not define are passed over. Names outside `visibility` are never
/// suggested.
///
/// - Throws: everything that is wrong, up to a bound, each where its variable is defined.
package func coerceVariableValues(
    _ definitions: [VariableDefinition], inputs: JSONObject, schema: Schema,
    limits: CoercionLimits = CoercionLimits(), visibility: SchemaVisibility = .everything
) throws(CoercionErrors) -> VariableValues {
    var coercion = VariableCoercion(schema: schema, visibility: visibility, limits: limits)
    var values: VariableValues = [:]
    for definition in definitions where !coercion.isFull {
        values[definition.name.value] = coercion.value(of: definition, in: inputs)
    }
    guard coercion.errors.isEmpty else { throw CoercionErrors(errors: coercion.errors) }
    return values
}

/// Coercion of one request's variables, which goes on after an error to find the others.
private struct VariableCoercion {
    let schema: Schema
    let visibility: SchemaVisibility
    let limits: CoercionLimits
    private(set) var errors: [CoercionError] = []
    private(set) var isFull = false

    init(schema: Schema, visibility: SchemaVisibility, limits: CoercionLimits) {
        self.schema = schema
        self.visibility = visibility
        self.limits = limits
    }

    mutating func value(of definition: VariableDefinition, in inputs: JSONObject) -> CoercedValue? {
        let type = definition.type
        guard schema.inputType(of: type) != nil else {
            return report(.notAnInputType(type), definition, at: type.location)
        }
        guard let input = inputs[definition.name.value] else {
            return defaultValue(of: definition)
        }
        if input == .null, type.isNonNull { return report(.mustNotBeNull(type), definition) }
        return value(input, type, InputPlace(definition: definition, path: []))
    }

    private mutating func defaultValue(of definition: VariableDefinition) -> CoercedValue? {
        if let defaultValue = definition.defaultValue {
            return LiteralCoercion(schema: schema, variableValues: [:])
                .value(of: defaultValue, as: definition.type)
        }
        return definition.type.isNonNull ? report(.notProvided(definition.type), definition) : nil
    }

    /// The value of a type; `nil` once an error has been reported for it or for a part of it.
    private mutating func value(
        _ input: JSONValue, _ type: TypeReference, _ place: InputPlace
    ) -> CoercedValue? {
        if input == .null {
            return type.isNonNull ? report(.mustNotBeNull(type), input, place) : .null
        }
        switch type.nullable {
        case .list(let itemType, _): return list(input, itemType, place)
        case .named(let name): return named(input, name.value, place)
        case .nonNull(let inner): return value(input, inner, place)
        }
    }

    /// A list, where a single value stands for the list of itself (spec §3.11).
    private mutating func list(
        _ input: JSONValue, _ itemType: TypeReference, _ place: InputPlace
    ) -> CoercedValue? {
        guard case .array(let elements) = input else {
            return value(input, itemType, place).map { .list([$0]) }
        }
        var items: [CoercedValue] = []
        items.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() where !isFull {
            if let item = value(element, itemType, place.appending(.element(index))) {
                items.append(item)
            }
        }
        return .list(items)
    }

    private mutating func named(
        _ input: JSONValue, _ typeName: String, _ place: InputPlace
    ) -> CoercedValue? {
        switch schema.type(named: typeName) {
        case .scalar(let type): return scalar(input, type, place)
        case .enum(let type): return enumValue(input, type, place)
        case .inputObject(let type): return object(input, type, place)
        case .object, .interface, .union, nil:
            preconditionFailure("A schema gives input types to input values.")
        }
    }

    private mutating func scalar(
        _ input: JSONValue, _ type: ScalarType, _ place: InputPlace
    ) -> CoercedValue? {
        do throws(InputProblem) {
            return try coerceScalar(input, to: type)
        } catch {
            return report(error, input, place)
        }
    }

    private mutating func enumValue(
        _ input: JSONValue, _ type: EnumType, _ place: InputPlace
    ) -> CoercedValue? {
        guard case .string(let name) = input else {
            let suggestions = suggested(presented(input), type.name, type.values.keys)
            return report(.notAnEnumValue(type: type.name, suggestions: suggestions), input, place)
        }
        guard type.values[name] != nil else {
            let suggestions = suggested(name, type.name, type.values.keys)
            let problem = InputProblem.unknownEnumValue(
                name, type: type.name, suggestions: suggestions)
            return report(problem, input, place)
        }
        return .enumValue(name)
    }
}

extension VariableCoercion {
    /// An input object (spec §3.10): its fields in the order of the type, with the defaults of
    /// those absent.
    private mutating func object(
        _ input: JSONValue, _ type: InputObjectType, _ place: InputPlace
    ) -> CoercedValue? {
        guard case .object(let members) = input else {
            return report(.notAnObject(type: type.name), input, place)
        }
        var fields = OrderedDictionary<String, CoercedValue>()
        for field in type.fields.values where !isFull {
            if let value = self.field(field, of: members, place) { fields[field.name] = value }
        }
        for member in members.members where !isFull && type.fields[member.name] == nil {
            let suggestions = suggested(member.name, type.name, type.fields.keys)
            let problem = InputProblem.unknownField(
                member.name, type: type.name, suggestions: suggestions)
            report(problem, input, place)
        }
        if type.isOneOf { checkOneField(of: members, type, place) }
        return .object(fields)
    }

    private mutating func field(
        _ field: InputField, of members: JSONObject, _ place: InputPlace
    ) -> CoercedValue? {
        if let input = members[field.name] {
            return value(input, field.type, place.appending(.field(field.name)))
        }
        if let defaultValue = field.defaultValue {
            return LiteralCoercion(schema: schema, variableValues: [:])
                .value(of: defaultValue, as: field.type)
        }
        guard field.isRequired else { return nil }
        return report(.fieldNotProvided(field.name, field.type), .object(members), place)
    }

    /// Exactly one field of a OneOf input object is given, and it is not null (spec §3.10.1).
    private mutating func checkOneField(
        of members: JSONObject, _ type: InputObjectType, _ place: InputPlace
    ) {
        let given = members.members.filter { type.fields[$0.name] != nil }
        guard given.count == 1 else {
            report(.notExactlyOneField(type: type.name), .object(members), place)
            return
        }
        let field = given[0].name
        if given[0].value == .null {
            report(.oneOfFieldIsNull(field), .null, place.appending(.field(field)))
        }
    }

    private func suggested(
        _ input: String, _ type: String, _ names: some Sequence<String>
    ) -> [String] {
        guard !isFull, input.utf8.count <= PresentationLimits.stringScalarsMax else { return [] }
        let visible = names.filter { visibility.isVisible(.member(type: type, name: $0)) }
        return suggestions(for: input, among: visible)
    }

    @discardableResult
    private mutating func report(
        _ problem: InputProblem, _ input: JSONValue, _ place: InputPlace
    ) -> CoercedValue? {
        report(.invalidValue(input, path: place.path, problem), place.definition)
    }

    private mutating func report(
        _ problem: CoercionError.VariableProblem, _ definition: VariableDefinition,
        at location: SourceLocation? = nil
    ) -> CoercedValue? {
        if isFull { return nil }
        guard errors.count < limits.errorsMax else {
            isFull = true
            errors.append(CoercionError(.tooManyErrors, at: definition.location))
            return nil
        }
        let kind = CoercionError.Kind.variable(definition.name.value, problem)
        errors.append(CoercionError(kind, at: location ?? definition.location))
        return nil
    }
}

/// A variable's value or a part of it.
private struct InputPlace {
    let definition: VariableDefinition
    let path: [InputPathSegment]

    func appending(_ segment: InputPathSegment) -> Self {
        Self(definition: definition, path: path + [segment])
    }
}
