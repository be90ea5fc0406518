import GraphQLLanguage
import GraphQLTypeSystem

/// A field reduced to numbers, equal where the things are equal, for comparisons in great number.
struct MergeField {
    let responseName: Int
    /// The type that the field is selected on; `nil` where it is unknown.
    let parent: Int?
    let parentIsObject: Bool
    /// The field's own name.
    let name: Int
    /// The field's own name together with its arguments in any order.
    let call: Int
    /// The list and non-null wrappers with the leaf type, if it is one; `nil` where the type is
    /// unknown.
    let shape: Int?
    let selectionSet: Int?

    /// Whether no object can answer both fields, because their parents are different object types.
    func isExclusive(with other: MergeField) -> Bool {
        parentIsObject && other.parentIsObject && parent != other.parent
    }
}

/// The selection sets of a document, their fields, and the sets that fragment spreads lead to.
struct FieldMergeGraph {
    private(set) var fields: [MergeField] = []
    /// Positions of the fields that stand in each selection set.
    let setFields: [[Int]]
    /// The selection sets of the fragments that are spread in each selection set.
    let setSpreads: [[Int]]

    init(_ index: DocumentIndex) {
        setFields = index.selectionSets.map(\.fields)
        setSpreads = index.selectionSets.map { set in
            set.fragmentNames.compactMap { index.fragment(named: $0)?.selectionSet }
        }
        var numbering = FieldNumbering(schema: index.schema)
        fields.reserveCapacity(index.fields.count)
        for use in index.fields { fields.append(numbering.number(use)) }
    }
}

/// Gives equal numbers to equal names, calls and shapes.
private struct FieldNumbering {
    private let schema: Schema
    private var names: [String: Int] = [:]
    private var calls: [Call: Int] = [:]
    private var shapes: [String: Int] = [:]
    private var parents: [Int: Bool] = [:]
    private var shapesOfFields: [Place: Int?] = [:]

    private struct Call: Hashable {
        let name: Int
        let arguments: [Argument]
    }

    /// A field of a type.
    private struct Place: Hashable {
        let parent: Int?
        let name: Int
    }

    init(schema: Schema) {
        self.schema = schema
    }

    mutating func number(_ use: FieldUse) -> MergeField {
        let name = number(use.field.name.value)
        let parent = use.parentType.map { number($0) }
        return MergeField(
            responseName: use.field.alias.map { number($0.value) } ?? name,
            parent: parent, parentIsObject: isObject(parent, use.parentType), name: name,
            call: call(name, use.field.arguments),
            shape: shape(Place(parent: parent, name: name), use.definition?.type),
            selectionSet: use.selectionSet)
    }

    private mutating func number(_ name: String) -> Int {
        if let number = names[name] { return number }
        names[name] = names.count
        return names.count - 1
    }

    private mutating func isObject(_ number: Int?, _ name: String?) -> Bool {
        guard let number, let name else { return false }
        if let known = parents[number] { return known }
        let isObject = if case .object? = schema.type(named: name) { true } else { false }
        parents[number] = isObject
        return isObject
    }

    /// The number of a call; those without arguments are numbered below zero by name.
    private mutating func call(_ name: Int, _ arguments: [Argument]) -> Int {
        if arguments.isEmpty { return -1 - name }
        let sorted = arguments.sorted { $0.name.value < $1.name.value }.map {
            Argument(name: $0.name, value: $0.value.withSortedFields)
        }
        let call = Call(name: name, arguments: sorted)
        if let number = calls[call] { return number }
        calls[call] = calls.count
        return calls.count - 1
    }

    private mutating func shape(_ place: Place, _ type: TypeReference?) -> Int? {
        if let known = shapesOfFields[place] { return known }
        var number: Int?
        if let type { number = shape(type) }
        shapesOfFields.updateValue(number, forKey: place)
        return number
    }

    private mutating func shape(_ type: TypeReference) -> Int? {
        guard let named = schema.type(named: type.namedType.value) else { return nil }
        let text = named.isLeafType ? "\(type)" : type.wrappers
        if let number = shapes[text] { return number }
        shapes[text] = shapes.count
        return shapes.count - 1
    }
}

extension TypeReference {
    /// The type without its name, such as `[!]!`.
    fileprivate var wrappers: String {
        switch self {
        case .named: ""
        case .list(let item, _): "[\(item.wrappers)]"
        case .nonNull(let type): "\(type.wrappers)!"
        }
    }
}

extension Value {
    /// The value with the fields of every input object sorted by name, as their order means
    /// nothing.
    fileprivate var withSortedFields: Value {
        switch kind {
        case .list(let items):
            return Value(.list(items.map(\.withSortedFields)), location: location)
        case .object(let fields):
            let sorted = fields.sorted { $0.name.value < $1.name.value }.map {
                ObjectField(name: $0.name, value: $0.value.withSortedFields)
            }
            return Value(.object(sorted), location: location)
        case .variable, .int, .float, .string, .boolean, .null, .enum:
            return self
        }
    }
}
