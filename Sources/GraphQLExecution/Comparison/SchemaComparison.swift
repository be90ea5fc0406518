import GraphQLLanguage
package import GraphQLTypeSystem
import OrderedCollections

/// Every change from one schema to another: of types first, then of directives, each in the order
/// of the reference implementations.
///
/// - Complexity: linear in the sizes of the schemas.
package func changes(from old: Schema, to new: Schema) -> [SchemaChange] {
    var comparison = SchemaComparison(old: old, new: new)
    comparison.compareTypes()
    comparison.compareDirectives()
    return comparison.changes
}

/// Collects the changes between two schemas.
struct SchemaComparison {
    let old: Schema
    let new: Schema
    private(set) var changes: [SchemaChange] = []

    init(old: Schema, new: Schema) {
        self.old = old
        self.new = new
    }

    mutating func report(
        _ kind: SchemaChange.Kind, _ coordinate: SchemaCoordinate,
        _ detail: SchemaChange.Detail = .none
    ) {
        changes.append(SchemaChange(kind, coordinate, detail))
    }

    mutating func compareDescriptions(
        _ old: String?, _ new: String?, of element: SchemaChange.DescribedElement,
        _ coordinate: SchemaCoordinate
    ) {
        if old != new { report(.descriptionChanged, coordinate, .description(new, of: element)) }
    }

    mutating func compareTypes() {
        let types = ElementDifference(old.types, new.types)
        for type in types.removed { report(.typeRemoved, .type(type.name)) }
        for type in types.added { report(.typeAdded, .type(type.name)) }
        for (old, new) in types.kept {
            compareDescriptions(old.description, new.description, of: .type, .type(old.name))
            compare(old, new)
        }
    }

    private mutating func compare(_ old: TypeDefinition, _ new: TypeDefinition) {
        switch (old, new) {
        case (.scalar, .scalar): break
        case (.enum(let old), .enum(let new)): compare(old, new)
        case (.union(let old), .union(let new)): compare(old, new)
        case (.inputObject(let old), .inputObject(let new)): compare(old, new)
        case (.object(let oldType), .object(let newType)):
            compareFields(of: old.name, oldType.fields, newType.fields)
            compareInterfaces(of: old.name, oldType.interfaces, newType.interfaces)
        case (.interface(let oldType), .interface(let newType)):
            compareFields(of: old.name, oldType.fields, newType.fields)
            compareInterfaces(of: old.name, oldType.interfaces, newType.interfaces)
        default:
            let kinds = SchemaChange.Detail.changed(from: old.kindInWords, to: new.kindInWords)
            report(.typeChangedKind, .type(old.name), kinds)
        }
    }

    private mutating func compare(_ old: EnumType, _ new: EnumType) {
        func coordinate(_ value: EnumValue) -> SchemaCoordinate {
            .member(type: old.name, name: value.name)
        }
        let values = ElementDifference(old.values, new.values)
        for value in values.added { report(.valueAddedToEnum, coordinate(value)) }
        for value in values.removed { report(.valueRemovedFromEnum, coordinate(value)) }
        for (old, new) in values.kept {
            compareDescriptions(
                old.description, new.description, of: .enumValue, coordinate(old))
        }
    }

    private mutating func compare(_ old: UnionType, _ new: UnionType) {
        let oldMembers = OrderedSet(old.memberTypes)
        let newMembers = OrderedSet(new.memberTypes)
        for member in newMembers where !oldMembers.contains(member) {
            report(.typeAddedToUnion, .type(old.name), .added(member))
        }
        for member in oldMembers where !newMembers.contains(member) {
            report(.typeRemovedFromUnion, .type(old.name), .removed(member))
        }
    }

    private mutating func compareInterfaces(of type: String, _ old: [String], _ new: [String]) {
        let oldNames = OrderedSet(old)
        let newNames = OrderedSet(new)
        for interface in newNames where !oldNames.contains(interface) {
            report(.implementedInterfaceAdded, .type(type), .added(interface))
        }
        for interface in oldNames where !newNames.contains(interface) {
            report(.implementedInterfaceRemoved, .type(type), .removed(interface))
        }
    }
}

/// The elements of two dictionaries by whether the names are in one or in both, in their orders.
struct ElementDifference<Element> {
    private(set) var removed: [Element] = []
    private(set) var kept: [(old: Element, new: Element)] = []
    let added: [Element]

    init(_ old: OrderedDictionary<String, Element>, _ new: OrderedDictionary<String, Element>) {
        for (name, element) in old {
            if let newElement = new[name] {
                kept.append((element, newElement))
            } else {
                removed.append(element)
            }
        }
        added = new.filter { old[$0.key] == nil }.map(\.value)
    }
}

extension TypeDefinition {
    fileprivate var kindInWords: String {
        switch self {
        case .scalar: "a Scalar type"
        case .object: "an Object type"
        case .interface: "an Interface type"
        case .union: "a Union type"
        case .enum: "an Enum type"
        case .inputObject: "an Input type"
        }
    }
}
