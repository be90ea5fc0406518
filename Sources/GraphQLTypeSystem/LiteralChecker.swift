package import GraphQLLanguage
import OrderedCollections

/// A literal that no coercion turns into the type expected at its place, and why.
package struct LiteralProblem: Hashable, Sendable {
    package let message: String
    package let location: SourceLocation
}

/// Checks value literals against the types expected at their places (*Values of Correct Type*, spec
/// §5.6.1).
///
/// Variables are passed over: their types are another rule's concern. Custom scalars without a
/// format accept every literal.
package struct LiteralChecker: Sendable {
    private let schema: Schema
    private let visibility: SchemaVisibility
    private let problemsMax: Int

    /// A checker that stops looking when a literal has `problemsMax` problems: each costs more to
    /// word than it took to write.
    package init(
        schema: Schema, visibility: SchemaVisibility = .everything, problemsMax: Int = .max
    ) {
        self.schema = schema
        self.visibility = visibility
        self.problemsMax = problemsMax
    }

    /// The problems of a literal, outer ones first; none where the expected type is unknown.
    package func problems(in value: Value, expecting type: TypeReference) -> [LiteralProblem] {
        var problems: [LiteralProblem] = []
        check(value, type, &problems)
        return problems
    }

    private func check(_ value: Value, _ type: TypeReference, _ problems: inout [LiteralProblem]) {
        if problems.count >= problemsMax { return }
        if case .variable = value.kind { return }
        guard let named = schema.inputType(of: type) else { return }
        switch (value.kind, type.nullable, named) {
        case (.null, _, _):
            if type.isNonNull { problems.append(mismatch(value, type)) }
        case (.list(let items), .list(let itemType, _), _):
            for item in items { check(item, itemType, &problems) }
        case (.object(let fields), _, .inputObject(let inputObject)):
            check(value, fields, of: inputObject, &problems)
        default:
            if let problem = leafProblem(value, type, named) { problems.append(problem) }
        }
    }

    private func check(
        _ value: Value, _ fields: [ObjectField], of type: InputObjectType,
        _ problems: inout [LiteralProblem]
    ) {
        let given = Set(fields.map(\.name.value))
        for field in type.fields.values where field.isRequired && !given.contains(field.name) {
            problems.append(
                LiteralProblem(
                    message: "Field \(quoted("\(type.name).\(field.name)")) of required type "
                        + "\(quoted("\(field.type)")) was not provided.",
                    location: value.location))
        }
        if type.isOneOf, let problem = oneOfProblem(value, fields, type) {
            problems.append(problem)
        }
        for field in fields where problems.count < problemsMax {
            if let definition = type.fields[field.name.value] {
                check(field.value, definition.type, &problems)
            } else {
                problems.append(unknownField(field, type))
            }
        }
    }

    private func oneOfProblem(
        _ value: Value, _ fields: [ObjectField], _ type: InputObjectType
    ) -> LiteralProblem? {
        guard let field = fields.last, Set(fields.map(\.name.value)).count == 1 else {
            return LiteralProblem(
                message: "OneOf Input Object \(quoted(type.name)) must specify exactly one key.",
                location: value.location)
        }
        guard field.value.kind == .null else { return nil }
        return LiteralProblem(
            message: "Field \(quoted("\(type.name).\(field.name.value)")) must be non-null.",
            location: value.location)
    }

    private func unknownField(_ field: ObjectField, _ type: InputObjectType) -> LiteralProblem {
        let name = field.name.value
        let visible = type.fields.keys.filter {
            visibility.isVisible(.member(type: type.name, name: $0))
        }
        return LiteralProblem(
            message: "Field \(quoted(name)) is not defined by type \(quoted(type.name))."
                + didYouMean(suggestions(for: name, among: visible)),
            location: field.name.location)
    }

    private func leafProblem(
        _ value: Value, _ type: TypeReference, _ named: TypeDefinition
    ) -> LiteralProblem? {
        let message: String? =
            switch named {
            case .scalar(let scalar): scalarProblem(value, scalar)
            case .enum(let enumType): enumProblem(value, enumType)
            case .inputObject, .object, .interface, .union: mismatch(value, type).message
            }
        return message.map { LiteralProblem(message: $0, location: value.location) }
    }

    private func scalarProblem(_ value: Value, _ scalar: ScalarType) -> String? {
        if let format = scalar.format {
            return format.accepts(value)
                ? nil : format.problem(of: scalar.name, value: print(value))
        }
        return builtInScalarProblem(value, scalar.name)
    }

    private func builtInScalarProblem(_ value: Value, _ scalar: String) -> String? {
        switch (scalar, value.kind) {
        case ("Int", .int(let text)):
            Int32(text) == nil
                ? "Int cannot represent non 32-bit signed integer value: \(text)" : nil
        case ("Float", .int), ("Float", .float), ("String", .string), ("Boolean", .boolean),
            ("ID", .string), ("ID", .int):
            nil
        case ("Int", _):
            "Int cannot represent non-integer value: \(print(value))"
        case ("Float", _):
            "Float cannot represent non numeric value: \(print(value))"
        case ("String", _):
            "String cannot represent a non string value: \(print(value))"
        case ("Boolean", _):
            "Boolean cannot represent a non boolean value: \(print(value))"
        case ("ID", _):
            "ID cannot represent a non-string and non-integer value: \(print(value))"
        default:
            nil
        }
    }

    private func enumProblem(_ value: Value, _ type: EnumType) -> String? {
        let text = print(value)
        let problem: String
        if case .enum(let name) = value.kind {
            if type.values[name] != nil { return nil }
            problem = "Value \(quoted(name)) does not exist in \(quoted(type.name)) enum."
        } else {
            problem = "Enum \(quoted(type.name)) cannot represent non-enum value: \(text)."
        }
        let visible = type.values.keys.filter {
            visibility.isVisible(.member(type: type.name, name: $0))
        }
        return problem + didYouMean(suggestions(for: text, among: visible), "the enum value")
    }

    private func mismatch(_ value: Value, _ type: TypeReference) -> LiteralProblem {
        LiteralProblem(
            message: "Expected value of type \(quoted("\(type)")), found \(print(value)).",
            location: value.location)
    }
}
