import GraphQLLanguage
import OrderedCollections

/// Types provide what the interfaces that they implement promise (*IsValidImplementation*, spec
/// §3.6.1).
enum InterfacesCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _ schema: Schema) -> [SchemaError]
    {
        definitions.types.flatMap { name, type in
            Implementer(name: name, definition: type, definitions: definitions, schema: schema)
                .errors
        }
    }
}

/// An object or interface type together with what its interfaces are compared with.
private struct Implementer {
    let name: String
    let definition: TypeSystemDefinition
    let definitions: MergedDefinitions
    let schema: Schema

    var errors: [SchemaError] {
        var seen: Set<String> = []
        return definition.interfaces.flatMap { interface -> [SchemaError] in
            let interfaceName = interface.value
            guard let target = definitions.types[interfaceName], target.kind == .interface else {
                return notInterface(interfaceName)
            }
            var errors = implementsItself(interfaceName)
            guard seen.insert(interfaceName).inserted else {
                let message = "Type \(name) can only implement \(interfaceName) once."
                return errors + [SchemaError(message, places(of: interfaceName, in: definition))]
            }
            errors += ancestors(target, interfaceName)
            return errors + target.fields.flatMap { field($0, of: interfaceName) }
        }
    }

    /// Where a definition names an interface.
    private func places(
        of interface: String, in definition: TypeSystemDefinition
    ) -> [SourceLocation] {
        definition.interfaces.filter { $0.value == interface }.map(\.location)
    }

    private func notInterface(_ interface: String) -> [SchemaError] {
        guard definitions.kind(of: interface) != nil else { return [] }
        let message = "Type \(name) must only implement Interface types, it cannot implement "
        return [SchemaError("\(message)\(interface).", places(of: interface, in: definition))]
    }

    private func implementsItself(_ interface: String) -> [SchemaError] {
        guard interface == name else { return [] }
        let message = "Type \(name) cannot implement itself because it would create a circular "
        return [SchemaError("\(message)reference.", places(of: interface, in: definition))]
    }

    private func ancestors(_ target: TypeSystemDefinition, _ interface: String) -> [SchemaError] {
        let own = Set(definition.interfaces.map(\.value))
        return target.interfaces.map(\.value).filter { !own.contains($0) }.map { ancestor in
            let message =
                ancestor == name
                ? "Type \(name) cannot implement \(interface) because it would create a circular "
                    + "reference."
                : "Type \(name) must implement \(ancestor) because it is implemented by "
                    + "\(interface)."
            return SchemaError(
                message,
                places(of: ancestor, in: target) + places(of: interface, in: definition))
        }
    }

    private func field(_ promised: FieldDefinition, of interface: String) -> [SchemaError] {
        let coordinate = "\(interface).\(promised.name.value)"
        guard let own = definition.fields.first(where: { $0.name.value == promised.name.value })
        else {
            return [
                SchemaError(
                    "Interface field \(coordinate) expected but \(name) does not provide it.",
                    [promised.location] + definitions.locations(of: name))
            ]
        }
        return type(of: own, against: promised, coordinate)
            + promised.arguments.flatMap { argument($0, coordinate, own) }
            + own.arguments.compactMap { extra($0, own, promised, coordinate) }
            + deprecation(of: own, against: promised, coordinate)
    }

    private func type(
        of own: FieldDefinition, against promised: FieldDefinition, _ coordinate: String
    ) -> [SchemaError] {
        if schema.isSubType(own.type, of: promised.type) { return [] }
        return [
            SchemaError(
                "Interface field \(coordinate) expects type \(promised.type) but "
                    + "\(name).\(own.name.value) is type \(own.type).",
                [promised.type.location, own.type.location])
        ]
    }

    private func argument(
        _ promised: InputValueDefinition, _ coordinate: String, _ own: FieldDefinition
    ) -> [SchemaError] {
        let subject = "Interface field argument \(coordinate)(\(promised.name.value):)"
        let ownCoordinate = "\(name).\(own.name.value)"
        guard let given = own.arguments.first(where: { $0.name.value == promised.name.value })
        else {
            return [
                SchemaError(
                    "\(subject) expected but \(ownCoordinate) does not provide it.",
                    [promised.location, own.location])
            ]
        }
        if given.type == promised.type { return [] }
        return [
            SchemaError(
                "\(subject) expects type \(promised.type) but "
                    + "\(ownCoordinate)(\(promised.name.value):) is type \(given.type).",
                [promised.type.location, given.type.location])
        ]
    }

    private func extra(
        _ argument: InputValueDefinition, _ own: FieldDefinition, _ promised: FieldDefinition,
        _ coordinate: String
    ) -> SchemaError? {
        let isPromised = promised.arguments.contains { $0.name.value == argument.name.value }
        guard !isPromised, argument.type.isNonNull, argument.defaultValue == nil else { return nil }
        return SchemaError(
            "Object field \(name).\(own.name.value) includes required argument "
                + "\(argument.name.value) that is missing from the Interface field \(coordinate).",
            [argument.location, promised.location])
    }

    private func deprecation(
        of own: FieldDefinition, against promised: FieldDefinition, _ coordinate: String
    ) -> [SchemaError] {
        guard let directive = own.directives.first(where: { $0.name.value == "deprecated" }),
            promised.directives.deprecationReason == nil
        else { return [] }
        return [
            SchemaError(
                "Interface field \(coordinate) is not deprecated, so implementation field "
                    + "\(name).\(own.name.value) must not be deprecated.",
                [directive.location, own.type.location])
        ]
    }
}
