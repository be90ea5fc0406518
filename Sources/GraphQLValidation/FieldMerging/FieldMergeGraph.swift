import GraphQLLanguage
import GraphQLTypeSystem

/// A field reduced to numbers, equal where the things are equal, for comparisons in great number.
struct MergeField {
    let responseName: Int
    /// The type that the field is selected on; `nil` where it is unknown.
    let parent: ObjectIdentifier?
    let parentIsObject: Bool
    /// The field's own name.
    let name: Int
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
///
/// An object, because it numbers calls when they are first asked for: most fields are never
/// compared.
final class FieldMergeGraph {
    let fields: [MergeField]
    /// How many different numbers names have.
    let namesCount: Int
    /// Positions of the fields that stand in each selection set.
    let setFields: [[Int]]
    /// The selection sets of the fragments that are spread in each selection set.
    let setSpreads: [[Int]]
    private let uses: [FieldUse]
    private var calls: [Call: Int] = [:]
    private var callOfField: [Int?]

    private struct Call: Hashable {
        let name: Int
        let arguments: [Argument]
    }

    init(_ index: DocumentIndex) {
        setFields = index.selectionSets.map(\.fields)
        setSpreads = index.selectionSets.map { set in
            set.fragmentNames.compactMap { index.fragment(named: $0)?.selectionSet }
        }
        var names = NameNumbering(capacity: index.fields.count)
        fields = index.fields.map { names.number($0) }
        namesCount = names.count
        uses = index.fields
        callOfField = Array(repeating: nil, count: uses.count)
    }

    /// The number of a field's own name together with its arguments in any order; calls without
    /// arguments are numbered below zero by name.
    func call(of field: Int) -> Int {
        if uses[field].field.arguments.isEmpty { return -1 - fields[field].name }
        if let number = callOfField[field] { return number }
        let sorted = uses[field].field.arguments.sorted { $0.name.value < $1.name.value }.map {
            Argument(name: $0.name, value: $0.value.withSortedFields)
        }
        let call = Call(name: fields[field].name, arguments: sorted)
        let number = calls[call] ?? calls.count
        calls[call] = number
        callOfField[field] = number
        return number
    }
}

/// Gives equal numbers to equal names.
private struct NameNumbering {
    private var names: [String: Int]
    var count: Int { names.count }

    /// A numbering with room for so many names before it grows.
    init(capacity: Int) {
        names = Dictionary(minimumCapacity: capacity)
    }

    mutating func number(_ use: FieldUse) -> MergeField {
        let name = number(use.field.name.value)
        return MergeField(
            responseName: use.field.alias.map { number($0.value) } ?? name,
            parent: use.parent.map { ObjectIdentifier($0) },
            parentIsObject: use.parent?.isObject ?? false, name: name,
            shape: use.resolved?.shape, selectionSet: use.selectionSet)
    }

    private mutating func number(_ name: String) -> Int {
        if let number = names[name] { return number }
        names[name] = names.count
        return names.count - 1
    }
}

extension Value {
    /// The value with the fields of every input object sorted by name, as their order means
    /// nothing.
    var withSortedFields: Value {
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
