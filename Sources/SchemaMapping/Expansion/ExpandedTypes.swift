import GraphQLLanguage
import GraphQLTypeSystem

/// The types of a document as expansion sees them: objects, and leaves by what may be asked of
/// their values.
struct ExpandedTypes {
    /// Object types, and interfaces with a relation as objects of their leaves.
    let objects: [String: ObjectTypeDefinition]
    private(set) var unions: Set<String> = []
    /// The scalars that sums of integers are of, where the document has them.
    private(set) var bigIntegerName: String?
    private(set) var decimalName: String?
    private var leaves: [String: LeafKind] = [
        "ID": .identity, "Boolean": .identity, "Int": .number, "Float": .number, "String": .text,
    ]

    /// What may be asked of the values of a leaf type.
    enum LeafKind: Hashable {
        /// Whether they are equal.
        case identity
        /// Which is larger, too.
        case ordered
        case number
        case date
        case text
        /// Nothing: JSON.
        case opaque
    }

    init(_ document: Document) {
        var objects: [String: ObjectTypeDefinition] = [:]
        var interfaces: [InterfaceTypeDefinition] = []
        for case .typeSystem(let definition) in document.definitions {
            switch definition {
            case .object(let object): objects[object.name.value] = object
            case .enum(let type): leaves[type.name.value] = .identity
            case .scalar(let scalar):
                leaves[scalar.name.value] = scalar.directives.leafKind ?? .text
                switch scalar.directives.format {
                case .bigInt: bigIntegerName = bigIntegerName ?? scalar.name.value
                case .decimal: decimalName = decimalName ?? scalar.name.value
                default: break
                }
            case .interface(let interface): interfaces.append(interface)
            case .union(let union): unions.insert(union.name.value)
            case .schema, .inputObject, .directive: break
            }
        }
        for case .typeSystemExtension(.scalar(let scalar)) in document.definitions {
            leaves[scalar.name.value] = scalar.directives.leafKind ?? leaves[scalar.name.value]
        }
        for interface in interfaces {
            guard interface.directives.contains(where: { $0.name.value == "relation" })
            else { continue }
            let fields = interface.fields.filter { [leaves] in
                leaves[$0.type.namedType.value] != nil
            }
            objects[interface.name.value] = ObjectTypeDefinition(
                description: nil, name: interface.name, interfaces: [], directives: [],
                fields: fields, location: interface.location)
        }
        self.objects = objects
    }

    /// What a field of an object stands for.
    enum FieldKind {
        case leaf(String, LeafKind)
        case leafList(String)
        /// A row that the field's row refers to, of a type.
        case reference(String)
        /// Rows that refer to the field's row, of a type.
        case collection(String)
        /// What nothing can be asked of.
        case other
    }

    func kind(of field: FieldDefinition) -> FieldKind {
        if let node = field.collectionNode {
            return objects[node.value] == nil ? .other : .collection(node.value)
        }
        guard field.arguments.isEmpty else { return .other }
        let name = field.type.namedType.value
        switch field.type.nullable {
        case .list: return leaves[name] == nil ? .other : .leafList(name)
        case .named, .nonNull: break
        }
        if let leaf = leaves[name] { return .leaf(name, leaf) }
        return objects[name] == nil ? .other : .reference(name)
    }

    /// Some object types and all that their fields lead to, each once.
    func reached(from names: [String]) -> [String] {
        var reached: [String] = []
        var unexplored = names.filter { objects[$0] != nil }
        while !unexplored.isEmpty {
            let name = unexplored.removeFirst()
            guard !reached.contains(name), let object = objects[name] else { continue }
            reached.append(name)
            unexplored += object.fields.compactMap { kind(of: $0).target }
        }
        return reached
    }

    /// The types of the collections that some object types have, each once.
    func collected(by names: [String]) -> [String] {
        var collected: [String] = []
        for field in names.flatMap({ objects[$0]?.fields ?? [] }) {
            guard case .collection(let node) = kind(of: field), !collected.contains(node)
            else { continue }
            collected.append(node)
        }
        return collected
    }

    func fields(of name: String) -> [(field: FieldDefinition, kind: FieldKind)] {
        (objects[name]?.fields ?? []).map { ($0, kind(of: $0)) }
    }

    func sdl(_ name: String) -> GeneratedSDL {
        guard let object = objects[name] else {
            preconditionFailure("types are generated for objects of the document")
        }
        return GeneratedSDL(location: object.name.location)
    }
}

extension ExpandedTypes.FieldKind {
    fileprivate var target: String? {
        switch self {
        case .reference(let name), .collection(let name): name
        case .leaf, .leafList, .other: nil
        }
    }
}

extension ExpandedTypes.LeafKind {
    var isOrdered: Bool { self != .opaque }
}

extension [Directive] {
    fileprivate var format: ScalarFormat? {
        let use = first { $0.name.value == "format" }
        return use?.argument(named: "as")?.text.flatMap { ScalarFormat(rawValue: $0) }
    }

    /// What `@format` says of a scalar's values.
    fileprivate var leafKind: ExpandedTypes.LeafKind? {
        guard contains(where: { $0.name.value == "format" }) else { return nil }
        return switch format {
        case .json: .opaque
        case .date: .date
        case .decimal, .bigInt: .number
        case .dateTime, .localTime, .consecutiveYears: .ordered
        case .uuid, .emailAddress, .phoneNumber, .url, nil: .identity
        }
    }
}
