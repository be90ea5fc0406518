import GraphQLLanguage
package import GraphQLTypeSystem
import OrderedCollections

/// What `@listSize` says of a field.
package struct ListSize: Hashable, Sendable {
    package let assumedSize: Int?
    package let slicingArguments: [String]
    package let sizedFields: [String]
    package let requiresOneSlicingArgument: Bool

    init(_ directive: Directive) {
        assumedSize = directive.argument(named: "assumedSize")?.integer
        slicingArguments = directive.argument(named: "slicingArguments")?.texts ?? []
        sizedFields = directive.argument(named: "sizedFields")?.texts ?? []
        let required = directive.argument(named: "requireOneSlicingArgument")?.kind
        requiresOneSlicingArgument = required != .boolean(false)
    }
}

extension OutputField {
    /// What the field's `@listSize` says.
    package var listSize: ListSize? { directive("listSize").map(ListSize.init) }

    /// What a use of the field costs, but for its arguments: 1 where its value has fields of its
    /// own, unless `@cost` says otherwise.
    package func costWeight(in schema: Schema) -> Double {
        directives.costWeight ?? (schema.isComposite(type) ? 1 : 0)
    }
}

extension InputField {
    /// What giving a value to the argument or input field costs, but for what is in the value: 1
    /// for an input object, unless `@cost` says otherwise.
    package func costWeight(in schema: Schema) -> Double {
        let type = schema.types[type.namedType.value]
        if case .inputObject = type { return directives.costWeight ?? 1 }
        return directives.costWeight ?? 0
    }
}

extension Schema {
    /// What a value of an output type costs: 1 where it has fields, unless `@cost` says otherwise.
    package func costWeight(ofType name: String) -> Double {
        switch types[name] {
        case .object(let type): type.directives.costWeight ?? 1
        case .interface, .union:
            possibleTypes(of: name).map { costWeight(ofType: $0) }.max() ?? 1
        case .enum(let type): type.directives.costWeight ?? 0
        case .scalar(let type): type.directives.costWeight ?? 0
        case .inputObject, nil: 0
        }
    }

    fileprivate func isComposite(_ type: TypeReference) -> Bool {
        types[type.namedType.value]?.isCompositeType == true
    }
}

extension [Directive] {
    /// The weight of `@cost`; binding saw to it that it is a number.
    var costWeight: Double? {
        first { $0.name.value == "cost" }?.costWeight
    }
}

extension Directive {
    /// The weight that `@cost` gives; `nil` where it is no number that a cost may have.
    var costWeight: Double? {
        guard let weight = argument(named: "weight")?.text.flatMap({ Double($0) }),
            (0...CostLimits.weightMax).contains(weight)
        else { return nil }
        return weight
    }
}

extension Value {
    var integer: Int? {
        if case .int(let text) = kind { Int(text) } else { nil }
    }
}

/// The bounds of what the directives of cost may say.
package enum CostLimits {
    /// The largest weight: with it no sum of products of an operation can leave the numbers.
    package static let weightMax = 1e9
    /// The largest assumed size of a list.
    package static let assumedSizeMax = 1_000_000
}
