import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Checks every `@cost` and `@listSize`: one that says nothing would let operations through.
extension SchemaBinder {
    mutating func checkCosts() {
        for type in schema.types.values {
            switch type {
            case .object(let object):
                checkWeight(object.directives, at: object.name)
                for field in object.fields.values { checkCosts(field, of: object.name) }
            case .interface(let interface):
                for field in interface.fields.values { checkCosts(field, of: interface.name) }
            case .inputObject(let input):
                for field in input.fields.values {
                    checkWeight(field.directives, at: "\(input.name).\(field.name)")
                }
            case .enum(let type): checkWeight(type.directives, at: type.name)
            case .scalar(let type): checkWeight(type.directives, at: type.name)
            case .union: break
            }
        }
    }

    private mutating func checkCosts(_ field: OutputField, of typeName: String) {
        let coordinate = "\(typeName).\(field.name)"
        checkWeight(field.directives, at: coordinate)
        for argument in field.arguments.values {
            checkWeight(argument.directives, at: "\(coordinate)(\(argument.name):)")
        }
        guard let directive = field.directive("listSize") else { return }
        for problem in problems(of: ListSize(directive), field) {
            report(problem, at: coordinate, directive.location)
        }
    }

    private mutating func checkWeight(_ directives: [Directive], at coordinate: String) {
        guard let directive = directives.first(where: { $0.name.value == "cost" }),
            directive.costWeight == nil
        else { return }
        let weight = directive.argument(named: "weight")?.text ?? ""
        report(.malformedWeight(weight), at: coordinate, directive.location)
    }

    private func problems(of size: ListSize, _ field: OutputField) -> [MappingError.Problem] {
        var problems: [MappingError.Problem] = []
        if let assumed = size.assumedSize, !(0...CostLimits.assumedSizeMax).contains(assumed) {
            problems.append(.assumedSize(assumed))
        }
        if size.assumedSize == nil, size.slicingArguments.isEmpty {
            problems.append(.listSizeSaysNothing)
        }
        for name in size.slicingArguments
        where field.arguments[name]?.type.nullable.saysSize != true {
            problems.append(.slicingArgument(name))
        }
        let below = schema.types[field.type.namedType.value]?.fields
        for name in size.sizedFields where below?[name]?.type.isList != true {
            problems.append(.sizedField(name))
        }
        if size.sizedFields.isEmpty, !field.type.isList { problems.append(.sizeOfNoList) }
        return problems
    }
}

extension TypeReference {
    /// Whether a value says how many there are: a number, or a list by its length.
    fileprivate var saysSize: Bool {
        if case .named(let name) = self { name.value == "Int" } else { isList }
    }

    fileprivate var isList: Bool {
        if case .list = nullable { true } else { false }
    }
}
