import GraphQLValidation
import Testing

/// Literals can be coerced to the types expected at their places.
@Suite("ValuesOfCorrectType")
struct ValuesOfCorrectTypeRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "literals of the built-in scalars",
            #"""
            { a: communities(first: -2147483648) { id } b: communities(first:
              2147483647) { id } average(of: [1, 2.5, -3e4], weight: 7)
              report(open: false, tags: ["ا", null, """ب"""]) node(id: "7") { id }
              n: node(id: 7) { id } }
            """#),
        RuleCase(
            "null and single items",
            """
            { communities(first: null, filter: null) { id } accompaniments(kinds:
              VISIT) { id } average(of: 1.5) report(tags: "ا", language:
              TAMAZIGHT) }
            """),
        RuleCase(
            "input objects",
            """
            query A($n: String, $o: CommunityFilter) { communities(order: { field:
              "name" }, filter: { all: { sizes: 1, name: $n }, language: FRENCH })
              { id } b: communities(filter: $o) { id } }
            """),
        RuleCase(
            "every literal for a custom scalar",
            """
            { a: report(date: "2025-09-01") b: report(date: 1) c: report(date:
              1.5) d: report(date: true) e: report(date: X) f: report(date: [1,
              {a: "x"}]) g: report(date: {a: 1}) }
            """),
        RuleCase(
            "exactly one key of a OneOf",
            """
            mutation A($c: String!) { a: recordVisit(input: { school: { code: $c
              }, date: 1, grades: [[1, null], null] }) { id } b:
              recordVisit(input: { school: { place: { city: "فاس" } }, date: "" })
              { id } }
            """),
        RuleCase(
            "values of unknown arguments",
            "{ node(nowhere: {a: 1}) { id } nowhere(a: [1]) }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "wrong literals for Int",
            """
            { a: communities(first: "1") { id } b: communities(first: 1.5) { id }
              c: communities(first: X) { id } d: communities(first: true) { id }
              e: communities(first: 2147483648) { id } f: communities(first:
              -9999999999) { id } g: communities(first: [1]) { id } h:
              communities(first: {a: 1, b: [2]}) { id } }
            """,
            errors: """
                Int cannot represent non-integer value: "1" @ 1:25
                Int cannot represent non-integer value: 1.5 @ 1:59
                Int cannot represent non-integer value: X @ 2:25
                Int cannot represent non-integer value: true @ 2:57
                Int cannot represent non 32-bit signed integer value: 2147483648 @ 3:25
                Int cannot represent non 32-bit signed integer value: -9999999999 @ 4:3
                Int cannot represent non-integer value: [1] @ 4:45
                Int cannot represent non-integer value: {a: 1, b: [2]} @ 5:22
                """),
        RuleCase(
            "wrong literals for Float",
            """
            { a: average(of: ["1", true, X, [2]], weight: "ثقيل") b: average(of:
              {a: 1}) }
            """,
            errors: """
                Float cannot represent non numeric value: "1" @ 1:19
                Float cannot represent non numeric value: true @ 1:24
                Float cannot represent non numeric value: X @ 1:30
                Float cannot represent non numeric value: [2] @ 1:33
                Float cannot represent non numeric value: "ثقيل" @ 1:47
                Float cannot represent non numeric value: {a: 1} @ 2:3
                """),
        RuleCase(
            "wrong literals for String",
            """
            { a: report(tags: 1) b: report(tags: [true, 1.5, X]) c: search(text:
              ["ا"]) { __typename } }
            """,
            errors: """
                String cannot represent a non string value: 1 @ 1:19
                String cannot represent a non string value: true @ 1:39
                String cannot represent a non string value: 1.5 @ 1:45
                String cannot represent a non string value: X @ 1:50
                String cannot represent a non string value: ["ا"] @ 2:3
                """),
        RuleCase(
            "wrong literals for Boolean",
            """
            { a: report(open: 1) b: report(open: "true") c: report(open: TRUE) d:
              report(open: 1.5) }
            """,
            errors: """
                Boolean cannot represent a non boolean value: 1 @ 1:19
                Boolean cannot represent a non boolean value: "true" @ 1:38
                Boolean cannot represent a non boolean value: TRUE @ 1:62
                Boolean cannot represent a non boolean value: 1.5 @ 2:16
                """),
        RuleCase(
            "wrong literals for ID",
            """
            { a: node(id: 1.5) { id } b: node(id: true) { id } c: node(id: X) { id
              } }
            """,
            errors: """
                ID cannot represent a non-string and non-integer value: 1.5 @ 1:15
                ID cannot represent a non-string and non-integer value: true @ 1:39
                ID cannot represent a non-string and non-integer value: X @ 1:64
                """),
        RuleCase(
            "wrong literals for an enum",
            """
            { a: report(language: "ARABIC") b: report(language: 1) c:
              report(language: ARABI) d: report(language: french) e:
              report(language: XYZZY) f: report(language: true) g:
              accompaniments(kinds: [VISIT, WORKSHOPS]) { id } }
            """,
            errors: """
                Enum "Language" cannot represent non-enum value: "ARABIC". Did you mean the \
                enum value "ARABIC"? @ 1:23
                Enum "Language" cannot represent non-enum value: 1. @ 1:53
                Value "ARABI" does not exist in "Language" enum. Did you mean the enum value \
                "ARABIC"? @ 2:20
                Value "french" does not exist in "Language" enum. Did you mean the enum value \
                "FRENCH"? @ 2:47
                Value "XYZZY" does not exist in "Language" enum. @ 3:20
                Enum "Language" cannot represent non-enum value: true. @ 3:47
                Value "WORKSHOPS" does not exist in "AccompanimentKind" enum. Did you mean \
                the enum value "WORKSHOP"? @ 4:33
                """),
        RuleCase(
            "null for a non-null type",
            """
            { a: node(id: null) { id } b: average(of: [1, null]) c: average(of:
              null) d: search(text: "", limit: null) { __typename } }
            """,
            errors: """
                Expected value of type "ID!", found null. @ 1:15
                Expected value of type "Float!", found null. @ 1:47
                Expected value of type "[Float!]!", found null. @ 2:3
                Expected value of type "Int!", found null. @ 2:36
                """),
        RuleCase(
            "wrong literals for an input object",
            """
            { a: communities(filter: 1) { id } b: communities(filter: "x") { id }
              c: communities(filter: [1]) { id } d: communities(filter: X) { id }
              }
            """,
            errors: """
                Expected value of type "CommunityFilter", found 1. @ 1:26
                Expected value of type "CommunityFilter", found "x". @ 1:59
                Expected value of type "CommunityFilter", found [1]. @ 2:26
                Expected value of type "CommunityFilter", found X. @ 2:61
                """),
        RuleCase(
            "missing and unknown input fields",
            """
            { a: communities(order: {}) { id } b: communities(order: { feild: 1,
              field: 2, descending: null }, filter: { nam: "ا", sises: [1], xyzzy:
              {a: 1} }) { id } }
            """,
            errors: """
                Field "CommunityOrder.field" of required type "String!" was not provided. @ \
                1:25
                Field "feild" is not defined by type "CommunityOrder". Did you mean "field"? \
                @ 1:60
                String cannot represent a non string value: 2 @ 2:10
                Expected value of type "Boolean!", found null. @ 2:25
                Field "nam" is not defined by type "CommunityFilter". Did you mean "name"? @ \
                2:43
                Field "sises" is not defined by type "CommunityFilter". Did you mean "sizes"? \
                @ 2:53
                Field "xyzzy" is not defined by type "CommunityFilter". @ 2:65
                """),
        RuleCase(
            "nested problems",
            #"""
            mutation A { recordVisit(input: {
              school: { place: { district: 1 } }
              notes: """كتلة"""
              grades: [[1, "ا"], 2.5]
            }) { id } }
            """#,
            errors: """
                Field "VisitInput.date" of required type "Date!" was not provided. @ 1:33
                Field "PlaceInput.city" of required type "String!" was not provided. @ 2:20
                String cannot represent a non string value: 1 @ 2:32
                Int cannot represent non-integer value: "ا" @ 4:16
                Int cannot represent non-integer value: 2.5 @ 4:22
                """),
        RuleCase(
            "no, two and null keys of a OneOf",
            """
            { a: school(by: {}) { id } b: school(by: { id: 1, code: "x" }) { id }
              c: school(by: { code: null }) { id } d: school(by: { cod: 1 }) { id
              } e: school(by: 1) { id } }
            """,
            errors: """
                OneOf Input Object "SchoolKey" must specify exactly one key. @ 1:17
                OneOf Input Object "SchoolKey" must specify exactly one key. @ 1:42
                Field "SchoolKey.code" must be non-null. @ 2:17
                Field "cod" is not defined by type "SchoolKey". Did you mean "code" or "id"? \
                @ 2:56
                Expected value of type "SchoolKey!", found 1. @ 3:19
                """),
        RuleCase(
            "wrong default values of variables",
            """
            query A($a: Int = "1", $b: Int! = null, $c: [Language!] = [X, ARABIC,
              null], $d: SchoolKey = {}, $e: CommunityOrder = { descending: 1 },
              $f: Visit = 1) { __typename }
            """,
            errors: """
                Int cannot represent non-integer value: "1" @ 1:19
                Expected value of type "Int!", found null. @ 1:35
                Value "X" does not exist in "Language" enum. @ 1:60
                Expected value of type "Language!", found null. @ 2:3
                OneOf Input Object "SchoolKey" must specify exactly one key. @ 2:26
                Field "CommunityOrder.field" of required type "String!" was not provided. @ \
                2:51
                Boolean cannot represent a non boolean value: 1 @ 2:65
                """),
        RuleCase(
            "wrong arguments of directives",
            #"{ node(id: 1) @skip(if: "true") @trace(label: 1, depth: "x") { id } }"#,
            errors: """
                Boolean cannot represent a non boolean value: "true" @ 1:25
                String cannot represent a non string value: 1 @ 1:47
                Int cannot represent non-integer value: "x" @ 1:57
                """),
        RuleCase(
            "strings with quotes and escapes",
            #"{ communities(first: "قال: \"نعم\"\n") { id } }"#,
            errors: #"""
                Int cannot represent non-integer value: "قال: \"نعم\"\n" @ 1:22
                """#),
        RuleCase(
            "a block string of several lines",
            #"""
            { communities(first: """
              أ
                ب
            """) { id } }
            """#,
            errors: #"""
                Int cannot represent non-integer value: """
                أ
                  ب
                """ @ 1:22
                """#),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: ValuesOfCorrectTypeRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: ValuesOfCorrectTypeRule.self)
    }
}
