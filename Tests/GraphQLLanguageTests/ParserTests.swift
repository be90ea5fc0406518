import GraphQLLanguage
import Testing

@Suite("Parser")
struct ParserTests {
    @Test func `a shorthand query is a query without a name`() throws {
        let document = try parse(Source("{ schools }"))
        guard case .operation(let operation) = document.definitions.first else {
            Issue.record("no operation")
            return
        }
        #expect(operation.type == .query)
        #expect(operation.name == nil)
        #expect(operation.selectionSet.selections.count == 1)
    }

    @Test func `definitions and their parts know the byte at which they begin`() throws {
        let text = "# ش\nquery Q($a: Int) { b: c(d: [1, $a]) @e ... on F { g } ...H }"
        let document = try parse(Source(text))
        guard case .operation(let operation) = document.definitions.first,
            case .field(let field) = operation.selectionSet.selections[0],
            case .inlineFragment(let inline) = operation.selectionSet.selections[1],
            case .fragmentSpread(let spread) = operation.selectionSet.selections[2],
            case .list(let list) = field.arguments[0].value.kind
        else {
            Issue.record("another shape")
            return
        }
        let locations = [
            operation.location, operation.variableDefinitions[0].location,
            operation.selectionSet.location, field.location, field.name.location,
            field.arguments[0].location, field.arguments[0].value.location, list[1].location,
            field.directives[0].location, inline.location, spread.location,
        ]
        #expect(locations.map(\.offset) == [5, 13, 22, 24, 27, 29, 32, 36, 41, 44, 59])
        #expect(field.responseName == "b")
    }

    @Test func `a described definition begins at its description`() throws {
        let document = try parse(Source("  \"وصف\" query Q(\"أ\" $a: Int) { b }"))
        guard case .operation(let operation) = document.definitions.first else {
            Issue.record("no operation")
            return
        }
        #expect(operation.location.offset == 2)
        #expect(operation.description?.value == "وصف")
        #expect(operation.variableDefinitions[0].description?.value == "أ")
        #expect(operation.variableDefinitions[0].location.offset == 24)
    }

    @Test func `keywords are names wherever a name may stand`() throws {
        let text = "query query($on: type) { on: fragment(true: null) ...type }"
        #expect(try expectRoundTrip(text).contains("on: fragment(true: null)"))
    }

    @Test func `separators before the first interface, member and location are optional`() throws {
        let led = """
            type A implements & B & C union U = | A | B directive @d on | FIELD | QUERY
            """
        let plain = "type A implements B & C union U = A | B directive @d on FIELD | QUERY"
        #expect(try parse(Source(led)) == parse(Source(plain)))
    }

    @Test func `a directive definition may be repeatable`() throws {
        let document = try parse(Source("directive @d repeatable on FIELD directive @e on FIELD"))
        let flags = document.definitions.map { definition in
            if case .typeSystem(.directive(let directive)) = definition {
                directive.isRepeatable
            } else {
                false
            }
        }
        #expect(flags == [true, false])
    }

    @Test func `a single value is parsed with its variables`() throws {
        let value = try parseValue(Source(#"[1, {a: $b}, "ش", null]"#))
        guard case .list(let items) = value.kind else {
            Issue.record("no list")
            return
        }
        #expect(items.map(\.location.offset) == [1, 4, 13, 19])
        #expect(items[3].kind == .null)
    }

    @Test func `a single type is parsed with its wrappers`() throws {
        let type = try parseType(Source(" [[School!]!] "))
        #expect(type.description == "[[School!]!]")
        #expect(type.namedType.value == "School")
        #expect(type.location.offset == 1)
    }

    @Test func `a single value or type must fill its source`() {
        let value = Source("1 2")
        let type = Source("[A]! ]")
        do throws(SyntaxError) {
            _ = try parseValue(value)
            Issue.record("no error")
        } catch {
            #expect(report(error, in: value) == #"1:3 Expected <EOF>, found Int "2"."#)
        }
        do throws(SyntaxError) {
            _ = try parseType(type)
            Issue.record("no error")
        } catch {
            #expect(report(error, in: type) == #"1:6 Expected <EOF>, found "]"."#)
        }
    }
}
