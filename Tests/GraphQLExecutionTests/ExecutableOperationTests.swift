import GraphQLExecution
import GraphQLLanguage
import Testing

@Suite("GetOperation")
struct ExecutableOperationTests {
    private static let two = "query A { school { id } } mutation B { open }"

    @Test func `the only operation needs no name`() throws {
        let operation = try ExecutionFixture.operation(
            "{ school { ...F } } fragment F on School { id }")
        #expect(operation.type == .query)
        #expect(operation.rootTypeName == "Query")
        #expect(Array(operation.fragments.keys) == ["F"])
    }

    @Test func `an operation is selected by its name`() throws {
        let operation = try ExecutionFixture.operation(Self.two, "B")
        #expect(operation.type == .mutation)
        #expect(operation.rootTypeName == "Mutation")
        #expect(operation.operation.name?.value == "B")
    }

    @Test func `several operations need a name`() {
        expect("Must provide operation name if query contains multiple operations.", nil, Self.two)
    }

    @Test func `an unknown name is refused`() {
        expect(#"Unknown operation named "ج"."#, "ج", Self.two)
        expect(#"Unknown operation named ""."#, "", Self.two)
        expect(#"Unknown operation named "A"."#, "A", "{ school { id } }")
    }

    @Test func `stringScalarsMax scalars of an unknown name are shown and one more is cut`() {
        let shown = String(repeating: "م", count: PresentationLimits.stringScalarsMax)
        expect("Unknown operation named \"\(shown)…\".", shown + "م", Self.two)
        expect("Unknown operation named \"\(shown)\".", shown, Self.two)
    }

    @Test func `every reason has its message`() {
        #expect(OperationError.noOperation.message == "Must provide an operation.")
        #expect(
            OperationError.operationTypeNotSupported(.subscription).message
                == "Schema is not configured to execute subscription operation.")
    }

    private func expect(_ message: String, _ name: String?, _ text: String) {
        do {
            let document = try ExecutionFixture.document(text)
            do throws(OperationError) {
                _ = try ExecutableOperation(selecting: name, in: document)
                Issue.record("An operation was selected.")
            } catch {
                #expect(error.message == message)
            }
        } catch {
            Issue.record("\(error)")
        }
    }
}
