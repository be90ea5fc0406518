import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import JSONBytes
import OrderedCollections
import Testing

/// Valid operations over random schemas, executed here and by the references with resolvers that
/// give the same values.
@Suite("Execution by reference")
struct ExecutionTests {
    private static let schemaCount: UInt64 = 100
    private static let operationsOfSchema = 10

    /// An operation with its variables, and what is executed of it.
    private struct Case {
        let sdl: String
        let document: String
        let variables: JSONObject
        let operation: ExecutableOperation

        var question: JSONValue {
            [
                "operation": "execute", "schema": .string(sdl), "document": .string(document),
                "operationName": operation.operation.name.map { .string($0.value) } ?? .null,
                "variables": .object(variables),
            ]
        }
    }

    @Test(arguments: Reference.allCases)
    func `mocks answer as the references do`(_ reference: Reference) async throws {
        // Debian's graphql-js does not know @oneOf.
        let cases = try cases().filter { reference == .core || !$0.sdl.contains("@oneOf") }
        let answers = try await ReferenceProcess(reference).ask(cases.map(\.question))
        var withData = 0
        for (one, answer) in zip(cases, answers) {
            let ours = try comparable(response(to: one), for: reference)
            let theirs = comparable(answer["response"] ?? .null, for: reference)
            #expect(ours == theirs, "\(reference):\n\(one.document)\n\(one.variables)\n\(one.sdl)")
            if theirs["data"] != .null { withData += 1 }
        }
        #expect(withData > cases.count / 2)
        Swift.print("\(reference.rawValue): \(cases.count) responses, \(withData) with data")
    }

    @Test(arguments: Reference.allCases)
    func `the references build the schema that introspection describes`(
        _ reference: Reference
    ) async throws {
        let sdls = (1...Self.schemaCount).map { seed in
            var generator = SchemaGenerator(seed: seed)
            return generator.sdl()
        }.filter { reference == .core || !$0.contains("@oneOf") }
        let schemas = try sdls.map { try Schema.build(from: parse(Source($0))) }
        let questions = try schemas.map { schema -> JSONValue in
            ["operation": "client_schema", "introspection": try introspection(of: schema)]
        }
        let built = try await ReferenceProcess(reference).ask(questions)
        let printed = try await ReferenceProcess(reference).ask(
            sdls.map { ["operation": "schema", "schema": .string($0)] })
        for (index, sdl) in sdls.enumerated() {
            #expect(built[index]["errors"] == [], "\(sdl)")
            #expect(
                definitions(of: built[index]["printed"])
                    == definitions(of: printed[index]["printed"]),
                "\(sdl)")
        }
    }

    @Test func `introspection is graphql-core's but for its own texts`() async throws {
        let sdls = (1...30).map { seed in
            var generator = SchemaGenerator(seed: UInt64(seed))
            return generator.sdl()
        }
        let answers = try await ReferenceProcess(.core).ask(
            sdls.map { ["operation": "introspect", "schema": .string($0)] })
        for (sdl, answer) in zip(sdls, answers) {
            let schema = try Schema.build(from: parse(Source(sdl)))
            let ours = try introspection(of: schema)
            #expect(
                domain(ours["__schema"]) == domain(answer["introspection"]?["__schema"]), "\(sdl)")
        }
    }

    private let limits = JSONLimits(
        bytesMax: 1 << 24, nestingMax: 256, membersMax: 10_000, elementsMax: 100_000,
        valuesMax: 10_000_000)

    /// The definitions of printed SDL in an order that does not depend on the schema's, without
    /// the directive that Debian's graphql-js takes for one of the schema's own.
    private func definitions(of printed: JSONValue?) -> [String] {
        guard case .string(let text)? = printed else { return [] }
        return text.split(separator: "\n\n").map(String.init).sorted()
            .filter { !$0.contains("directive @oneOf on INPUT_OBJECT") }
    }
}

// MARK: - Cases

extension ExecutionTests {
    private func cases() throws -> [Case] {
        try (1...Self.schemaCount).flatMap(Self.cases)
    }

    /// Valid operations of one schema.
    private static func cases(seed: UInt64) throws -> [Case] {
        var generator = SchemaGenerator(seed: seed)
        let sdl = generator.sdl()
        let schema = try Schema.build(from: parse(Source(sdl)))
        var documents = DocumentGenerator(schema: schema, seed: seed)
        var values = VariableGenerator(schema: schema, seed: seed)
        var cases: [Case] = []
        for _ in 0..<(3 * operationsOfSchema) where cases.count < operationsOfSchema {
            let text = Descriptions.blanked(in: documents.document())
            let parsed = try parse(Source(text))
            guard case .success(let valid) = validate(parsed, against: schema) else { continue }
            let name = valid.operations.first?.name?.value
            let operation = try ExecutableOperation(selecting: name, in: valid)
            let variables = values.values(of: operation.operation.variableDefinitions)
            cases.append(
                Case(sdl: sdl, document: text, variables: variables, operation: operation))
        }
        return cases
    }

    private func response(to one: Case) throws -> JSONValue {
        let source = Source(one.document)
        do {
            let result = try result(of: one)
            let errors = result.errors.map { presented($0.message, $0.locations, $0.path, source) }
            return ["data": try json(result.value), "errors": .array(errors)]
        } catch let errors as CoercionErrors {
            let all = errors.errors.map { presented($0.message, [$0.location], [], source) }
            return ["errors": .array(all)]
        } catch let error as CoercionError {
            return ["errors": [presented(error.message, [error.location], [], source)]]
        }
    }

    private func result(of one: Case) throws -> ExecutionResult {
        let schema = one.operation.schema
        let variables = try coerceVariableValues(
            one.operation.operation.variableDefinitions, inputs: one.variables, schema: schema)
        try checkConditions(of: one.operation, variableValues: variables)
        return try execute(
            one.operation, on: MockObject(typeName: one.operation.rootTypeName, schema: schema),
            variableValues: variables)
    }

    private func json(_ value: [UInt8]?) throws -> JSONValue {
        guard let value else { return .null }
        return try parsed(value)
    }

    private func parsed(_ bytes: [UInt8]) throws -> JSONValue {
        try parseJSON(bytes.span, limits: limits)
    }

    private func introspection(of schema: Schema) throws -> JSONValue {
        let result = try IntrospectionResult(schema)
        return try parsed(result.json)
    }

    private func presented(
        _ message: String, _ locations: [GraphQLLanguage.SourceLocation],
        _ path: [ResponsePathSegment], _ source: Source
    ) -> JSONValue {
        let places = source.positions(of: locations).map { place -> JSONValue in
            ["line": .number("\(place.line)"), "column": .number("\(place.column)")]
        }
        return [
            "message": .string(message), "locations": .array(places),
            "path": .array(path.map(\.value)),
        ]
    }
}

extension ResponsePathSegment {
    fileprivate var value: JSONValue {
        switch self {
        case .responseName(let name): .string(name)
        case .index(let index): .number("\(index)")
        }
    }
}

// MARK: - Comparison

extension ExecutionTests {
    /// A response with the errors in an order of their own, and without what the references say
    /// differently.
    private func comparable(_ response: JSONValue, for reference: Reference) -> JSONValue {
        let errors = (response["errors"]?.elements ?? []).map { error -> JSONValue in
            var message = error["message"]?.text ?? ""
            message.replace("'", with: "\"")
            // graphql-core shows a client's value as Python writes it.
            if reference == .core, let start = message.firstRange(of: " got invalid value ") {
                message = String(message[..<start.upperBound])
            }
            return [
                "message": .string(message), "path": error["path"] ?? [],
                "locations": reference == .core ? [] : error["locations"] ?? [],
            ]
        }
        return [
            "data": response["data"] ?? .null,
            "errors": .array(errors.sorted { "\($0)" < "\($1)" }),
        ]
    }

    /// The introspection of what SDL declares; the texts of built-in elements are each
    /// implementation's own, and the types of introspection those of its edition.
    private func domain(_ schema: JSONValue?) -> JSONValue {
        guard let schema else { return .null }
        let types = (schema["types"]?.elements ?? []).filter {
            !($0["name"]?.text ?? "").hasPrefix("__")
        }.map { type in
            ["Int", "Float", "String", "Boolean", "ID"].contains(type["name"]?.text ?? "")
                ? type.removing("description") : type
        }
        let builtIn = ["include", "skip", "deprecated", "specifiedBy", "oneOf"]
        let directives = (schema["directives"]?.elements ?? []).map { directive in
            builtIn.contains(directive["name"]?.text ?? "")
                ? directive.removing("description").removing("args") : directive
        }
        var result = schema.removing("types").removing("directives").members
        result.append(name: "types", value: .array(types.map(\.sorted)))
        result.append(name: "directives", value: .array(directives.map(\.sorted)))
        return JSONValue.object(result).sorted
    }
}

extension JSONValue {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }
    fileprivate var members: JSONObject {
        if case .object(let members) = self { members } else { JSONObject() }
    }
    fileprivate subscript(name: String) -> JSONValue? { members[name] }

    fileprivate func removing(_ name: String) -> JSONValue {
        var object = JSONObject()
        for member in members.members where member.name != name {
            object.append(name: member.name, value: member.value)
        }
        return .object(object)
    }

    /// The value with the members of its objects in alphabetical order.
    fileprivate var sorted: JSONValue {
        switch self {
        case .array(let elements): return .array(elements.map(\.sorted))
        case .object(let object):
            var result = JSONObject()
            for member in object.members.sorted(by: { $0.name < $1.name }) {
                result.append(name: member.name, value: member.value.sorted)
            }
            return .object(result)
        case .null, .boolean, .number, .string: return self
        }
    }
}
