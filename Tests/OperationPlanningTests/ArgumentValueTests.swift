import GraphQLExecution
import OrderedCollections
import SchemaMapping
import Testing

@testable import OperationPlanning

/// Values as PostgreSQL reads them in text format.
@Suite("Values of arguments")
struct ArgumentValueTests {
    private func value(_ items: [CoercedValue], isList: Bool = true) throws -> String {
        let path = ArgumentPath("filter").appending(.field("in"))
        let filter = CoercedValue.object(["in": isList ? .list(items) : items[0]])
        return try argumentValue(
            filter, FilterOperand(path), of: .text, isList: isList, valuesMax: 9)
    }

    /// "Array Input and Output Syntax", section 8.15.6.
    @Test(arguments: [
        ("a", #"{"a"}"#), ("", #"{""}"#), ("NULL", #"{"NULL"}"#), (#"""#, #"{"\""}"#),
        (#"\"#, #"{"\\"}"#), ("a,b", #"{"a,b"}"#), ("{}", #"{"{}"}"#), (" ا ", #"{" ا "}"#),
    ])
    func `an element of a list is quoted`(text: String, literal: String) throws {
        #expect(try value([.string(text)]) == literal)
    }

    @Test func `a single value is left as it is`() throws {
        #expect(try value([.string(#"a"\{,"#)], isList: false) == #"a"\{,"#)
    }

    @Test func `elements stand apart by commas, and none is an empty list`() throws {
        #expect(try value([.enumValue("A"), .int(-3), .boolean(true)]) == #"{"A","-3","true"}"#)
        #expect(try value([]) == "{}")
    }
}
