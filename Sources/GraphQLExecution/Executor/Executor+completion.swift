import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections

extension Executor {
    /// *CompleteValue* (spec §6.4.3).
    mutating func complete(
        _ value: ResolvedValue, as type: TypeReference, _ field: ExecutedField
    ) throws(ExecutionLimitExceeded) -> Bool {
        try countValue(of: field)
        if case .null = value { return null(type, field) }
        switch (type.nullable, value) {
        case (.list(let itemType, _), .list(let items)):
            return try list(items, of: itemType, field)
        case (.named(let name), .leaf(let leaf)):
            return self.leaf(leaf, name.value, field)
        case (.named(let name), .object(let object)):
            precondition(
                operation.schema.isSubType(named: object.typeName, of: name.value),
                "a value of \(name.value) is an object of one of its possible types")
            return try self.object(field.collected.selectionSets, of: object)
        default:
            preconditionFailure("a value of \(field.coordinate) has the form of its type \(type)")
        }
    }

    private mutating func null(_ type: TypeReference, _ field: ExecutedField) -> Bool {
        guard type.isNonNull else {
            writer.appendNull()
            return true
        }
        report("Cannot return null for non-nullable field \(field.coordinate).", at: field)
        return false
    }

    private mutating func list(
        _ items: [ResolvedValue], of itemType: TypeReference, _ field: ExecutedField
    ) throws(ExecutionLimitExceeded) -> Bool {
        writer.append(literal: "[")
        for (index, item) in items.enumerated() {
            if index > 0 { writer.append(literal: ",") }
            path.append(.index(index))
            defer { path.removeLast() }
            let succeeds = try nullable(itemType) { executor throws(ExecutionLimitExceeded) in
                try executor.complete(item, as: itemType, field)
            }
            guard succeeds else { return false }
        }
        writer.append(literal: "]")
        return true
    }

    /// *CoerceResult* (spec §6.4.3) of a scalar or enum.
    private mutating func leaf(
        _ value: JSONValue, _ typeName: String, _ field: ExecutedField
    ) -> Bool {
        do throws(ResultProblem) {
            writer.append(try coerceResult(value, to: typeName, operation.schema))
            return true
        } catch {
            report(error.message, at: field)
            return false
        }
    }
}
