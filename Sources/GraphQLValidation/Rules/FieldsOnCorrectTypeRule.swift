import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Selected fields exist on the types that they are selected on (spec §5.3.1).
package enum FieldsOnCorrectTypeRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for use in index.fields where use.resolved == nil {
            guard let parent = use.parentType else { continue }
            let name = use.field.name.value
            try errors.report(
                "Cannot query field \(quoted(name)) on type \(quoted(parent))."
                    + suggestion(for: name, on: parent, index),
                at: [use.field.location])
        }
    }

    /// Types with the field to make a fragment on, or else fields of the type with like names.
    private static func suggestion(
        for field: String, on parent: String, _ index: DocumentIndex
    ) -> String {
        let types = didYouMean(
            typeNames(with: field, under: parent, index), "to use an inline fragment on")
        if !types.isEmpty { return types }
        let fields = index.schema.type(named: parent)?.fields?.keys.filter {
            index.visibility.isVisible(.member(type: parent, name: $0))
        }
        return didYouMean(suggestions(for: field, among: fields ?? []))
    }

    /// The possible types of an abstract type that have a field and the interfaces that promise it,
    /// common ones first.
    private static func typeNames(
        with field: String, under parent: String, _ index: DocumentIndex
    ) -> [String] {
        let schema = index.schema
        if case .object? = schema.type(named: parent) { return [] }
        func isSuggestible(_ type: String) -> Bool {
            schema.type(named: type)?.fields?[field] != nil
                && index.visibility.isVisible(.type(type))
                && index.visibility.isVisible(.member(type: type, name: field))
        }
        var uses: [String: Int] = [:]
        for name in schema.possibleTypes(of: parent) where isSuggestible(name) {
            uses[name] = 1
            guard case .object(let object)? = schema.type(named: name) else { continue }
            for interface in object.interfaces where isSuggestible(interface) {
                uses[interface, default: 0] += 1
            }
        }
        return uses.sorted { precedes($0, $1, schema) }.map(\.key)
    }

    private static func precedes(
        _ lhs: (key: String, value: Int), _ rhs: (key: String, value: Int), _ schema: Schema
    ) -> Bool {
        if lhs.value != rhs.value { return lhs.value > rhs.value }
        if schema.isSubType(named: rhs.key, of: lhs.key) { return true }
        if schema.isSubType(named: lhs.key, of: rhs.key) { return false }
        return naturallyPrecedes(lhs.key, rhs.key)
    }
}
