package import JSONBytes
package import OrderedCollections

/// An object that says the value of each of its fields: the place where a resolver would run.
package protocol ResolvedObject: Sendable {
    /// The name of the object type, which decides what fragments apply.
    var typeName: String { get }

    /// The value of a field (*ResolveFieldValue*, spec §6.4.2); never asked for `__typename`.
    func value(
        of field: String, arguments: OrderedDictionary<String, CoercedValue>
    ) -> ResolvedValue
}

/// What a field's value is before it is completed.
package enum ResolvedValue: Sendable {
    case null
    case leaf(JSONValue)
    case list([ResolvedValue])
    case object(any ResolvedObject)
}

extension ResolvedValue {
    /// A string, or null where there is none.
    package init(_ text: String?) {
        self = text.map { .leaf(.string($0)) } ?? .null
    }

    package init(_ boolean: Bool) {
        self = .leaf(.boolean(boolean))
    }

    /// A list of objects, or null where there is none.
    package init(objects: [any ResolvedObject]?) {
        self = objects.map { .list($0.map { .object($0) }) } ?? .null
    }
}
