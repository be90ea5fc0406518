import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections

/// The result of an execution in memory: JSON, and what went wrong at its positions.
package struct ExecutionResult: Hashable, Sendable {
    /// The value as JSON text; `nil` where null stands in a position that must not be null.
    package let value: [UInt8]?
    package let errors: [ExecutionError]
}

/// Executes an operation on the object that its root type stands for (*ExecuteQuery*,
/// *ExecuteMutation*, spec §6.2).
///
/// Fields are executed in response order, one after the other, which suits mutations as well.
/// - Throws: `ExecutionLimitExceeded` as soon as the response has too many values.
package func execute(
    _ operation: ExecutableOperation, on root: any ResolvedObject, variableValues: VariableValues,
    limits: ExecutionLimits = ExecutionLimits()
) throws(ExecutionLimitExceeded) -> ExecutionResult {
    var executor = Executor(operation, variableValues, limits)
    let succeeds = try executor.object([operation.operation.selectionSet], of: root)
    return executor.result(succeeds)
}

/// Executes one root field, which is answered by itself (*ExecuteField*, spec §6.4).
///
/// The value is `nil` where it is null and the field's type is non-null.
package func executeField(
    _ field: CollectedField, of root: any ResolvedObject, in operation: ExecutableOperation,
    variableValues: VariableValues, limits: ExecutionLimits = ExecutionLimits()
) throws(ExecutionLimitExceeded) -> ExecutionResult {
    var executor = Executor(operation, variableValues, limits)
    let succeeds = try executor.field(field, of: root)
    return executor.result(succeeds)
}

/// Writes a response while it executes selection sets.
///
/// A function that writes a value returns false where null stands in a position that must not be
/// null; what it wrote is then taken back by the nearest position that may be null, which becomes
/// null (*Handling Execution Errors*, spec §6.4.4).
struct Executor {
    let operation: ExecutableOperation
    let variableValues: VariableValues
    private let limits: ExecutionLimits
    private(set) var errors: [ExecutionError] = []
    private var valuesCompleted = 0
    var writer = JSONWriter()
    var path: [ResponsePathSegment] = []

    init(
        _ operation: ExecutableOperation, _ variableValues: VariableValues,
        _ limits: ExecutionLimits
    ) {
        self.operation = operation
        self.variableValues = variableValues
        self.limits = limits
    }

    func result(_ succeeds: Bool) -> ExecutionResult {
        ExecutionResult(value: succeeds ? writer.bytes : nil, errors: errors)
    }

    mutating func report(_ message: String, at field: ExecutedField) {
        errors.append(
            ExecutionError(
                .value, message: message, locations: field.collected.fields.map(\.location),
                path: path))
    }

    /// Counts one more value against the bound.
    mutating func countValue(of field: ExecutedField) throws(ExecutionLimitExceeded) {
        valuesCompleted += 1
        guard valuesCompleted <= limits.valuesMax else {
            throw ExecutionLimitExceeded(
                valuesMax: limits.valuesMax, location: field.collected.first.location)
        }
    }
}

/// A field that is being executed, and the type that it is selected on.
struct ExecutedField {
    let collected: CollectedField
    let definition: OutputField
    let parentType: String

    var coordinate: String { "\(parentType).\(definition.name)" }
}

extension Executor {
    /// *ExecuteCollectedFields* (spec §6.3.3) of selection sets that merge into one object.
    mutating func object(
        _ selectionSets: [SelectionSet], of object: any ResolvedObject
    ) throws(ExecutionLimitExceeded) -> Bool {
        var consulted: Set<String> = []
        let fields = collectFields(
            of: object.typeName, in: selectionSets, operation: operation,
            variableValues: variableValues, consultedVariables: &consulted)
        writer.append(literal: "{")
        for (index, field) in fields.enumerated() {
            if index > 0 { writer.append(literal: ",") }
            writer.appendMemberName(field.responseName)
            guard try self.field(field, of: object) else { return false }
        }
        writer.append(literal: "}")
        return true
    }

    /// *ExecuteField* (spec §6.4): the value of one response name.
    mutating func field(
        _ collected: CollectedField, of object: any ResolvedObject
    ) throws(ExecutionLimitExceeded) -> Bool {
        guard
            let definition = operation.schema.field(named: collected.name, on: object.typeName)
        else { preconditionFailure("a validated field is defined") }
        let field = ExecutedField(
            collected: collected, definition: definition, parentType: object.typeName)
        path.append(.responseName(collected.responseName))
        defer { path.removeLast() }
        let value = value(of: field, of: object)
        return try nullable(definition.type) { executor throws(ExecutionLimitExceeded) in
            guard let value else { return false }
            return try executor.complete(value, as: definition.type, field)
        }
    }

    /// The field's value before completion; `nil` where its arguments have none, which is reported.
    private mutating func value(
        of field: ExecutedField, of object: any ResolvedObject
    ) -> ResolvedValue? {
        if field.definition.name == OutputField.typeName.name {
            return .leaf(.string(object.typeName))
        }
        do throws(CoercionError) {
            let arguments = try coerceArgumentValues(
                field.definition.arguments, field.collected.first.arguments,
                variableValues: variableValues, schema: operation.schema,
                at: field.collected.first.location)
            return object.value(of: field.definition.name, arguments: arguments)
        } catch {
            errors.append(
                ExecutionError(
                    .arguments, message: error.message, locations: [error.location], path: path))
            return nil
        }
    }

    /// Writes a value, or null in its place where it cannot be written and its type allows null.
    mutating func nullable(
        _ type: TypeReference,
        _ write: (inout Executor) throws(ExecutionLimitExceeded) -> Bool
    ) throws(ExecutionLimitExceeded) -> Bool {
        let start = writer.count
        if try write(&self) { return true }
        if type.isNonNull { return false }
        writer.truncate(to: start)
        writer.appendNull()
        return true
    }
}
