import GraphQLExecution
import JSONBytes
import OrderedCollections

extension VariableCase {
    static let scalars = [
        Self("$i: Int", #"{"i": 7}"#, ["i": .int(7)]),
        Self("$i: Int", #"{"i": 1.0}"#, ["i": .int(1)]),
        Self("$i: Int", #"{"i": 1e2}"#, ["i": .int(100)]),
        Self("$i: Int", #"{"i": -2147483648}"#, ["i": .int(.min)]),
        Self("$i: Int", #"{"i": 2147483647}"#, ["i": .int(.max)]),
        invalid("Int", #""x""#, "Int cannot represent non-integer value"),
        invalid("Int", "1.5", "Int cannot represent non-integer value"),
        invalid("Int", "true", "Int cannot represent non-integer value"),
        invalid("Int", "1e400", "Int cannot represent non-integer value"),
        invalid("Int", "2147483648", "Int cannot represent non 32-bit signed integer value"),
        invalid("Int", "3e9", "Int cannot represent non 32-bit signed integer value"),
        Self("$i: Float", #"{"i": 1}"#, ["i": .float(1)]),
        Self("$i: Float", #"{"i": 2.5e-3}"#, ["i": .float(0.0025)]),
        invalid("Float", #""٣""#, "Float cannot represent non numeric value"),
        invalid("Float", "1e400", "Float cannot represent non numeric value"),
        Self("$i: String", #"{"i": "مدرسة"}"#, ["i": .string("مدرسة")]),
        invalid("String", "1", "String cannot represent a non string value"),
        Self("$i: Boolean", #"{"i": false}"#, ["i": .boolean(false)]),
        invalid("Boolean", "1", "Boolean cannot represent a non boolean value"),
        Self("$i: ID", #"{"i": "a"}"#, ["i": .string("a")]),
        Self("$i: ID", #"{"i": 12345678901234567890}"#, ["i": .string("12345678901234567890")]),
        Self("$i: ID", #"{"i": 1.0}"#, ["i": .string("1")]),
        Self("$i: ID", #"{"i": -0}"#, ["i": .string("0")]),
        invalid("ID", "1.5", "ID cannot represent value"),
        invalid("ID", "1e30", "ID cannot represent value"),
        invalid("ID", "true", "ID cannot represent value"),
        Self("$i: Date", #"{"i": {"سنة": 1}}"#, ["i": .custom(.object(["سنة": .number("1")]))]),
        Self("$i: Cycle", #"{"i": "HIGH"}"#, ["i": .enumValue("HIGH")]),
        Self(
            "$i: Cycle", #"{"i": "MIDLE"}"#,
            #"Variable "$i" got invalid value "MIDLE";"#
                + #" Value "MIDLE" does not exist in "Cycle" enum."#
                + #" Did you mean the enum value "MIDDLE"?"#),
        Self(
            "$i: Cycle", #"{"i": "إعدادي"}"#,
            #"Variable "$i" got invalid value "إعدادي";"#
                + #" Value "إعدادي" does not exist in "Cycle" enum."#
        ),
        Self(
            "$i: Cycle", #"{"i": 3}"#,
            #"Variable "$i" got invalid value 3;"#
                + #" Enum "Cycle" cannot represent non-string value: 3."#),
        Self("$i: Int", "{}", [:]),
        Self("$i: Int", #"{"i": null}"#, ["i": .null]),
        Self("$i: Int = 3", "{}", ["i": .int(3)]),
        Self("$i: Int = 3", #"{"i": null}"#, ["i": .null]),
        Self("$i: Int = null", "{}", ["i": .null]),
        Self("$i: Int! = 3", #"{"آخر": 1}"#, ["i": .int(3)]),
        Self("$i: Int!", "{}", #"Variable "$i" of required type "Int!" was not provided."#),
        Self(
            "$i: Int!", #"{"i": null}"#, #"Variable "$i" of non-null type "Int!" must not be null."#
        ),
        Self(
            "$i: Int! = 3", #"{"i": null}"#,
            #"Variable "$i" of non-null type "Int!" must not be null."#),
    ]

    static let lists = [
        Self("$i: [Int]", #"{"i": 3}"#, ["i": .list([.int(3)])]),
        Self("$i: [Int]", #"{"i": [1, null]}"#, ["i": .list([.int(1), .null])]),
        Self("$i: [Int]", #"{"i": null}"#, ["i": .null]),
        Self("$i: [Int]", #"{"i": []}"#, ["i": .list([])]),
        Self("$i: [[Int]]", #"{"i": 3}"#, ["i": .list([.list([.int(3)])])]),
        Self(
            "$i: [[Int]]", #"{"i": [1, [2]]}"#,
            ["i": .list([.list([.int(1)]), .list([.int(2)])])]),
        Self("$i: [Int] = 4", "{}", ["i": .list([.int(4)])]),
        Self(
            "$i: [Int!]", #"{"i": [1, null]}"#,
            #"Variable "$i" got invalid value null at "i[1]";"#
                + #" Expected non-nullable type "Int!" not to be null."#),
        Self(
            "$i: [[Int]]", #"{"i": [[1], ["y"]]}"#,
            #"Variable "$i" got invalid value "y" at "i[1][0]";"#
                + " Int cannot represent non-integer value: \"y\""),
        Self(
            "$input: Filter", #"{"input": {"items": [{"from": 1}, {"from": "ص"}]}}"#,
            #"Variable "$input" got invalid value "ص" at "input.items[1].from";"#
                + " Int cannot represent non-integer value: \"ص\""),
    ]

    static let objects = [
        Self(
            "$i: Filter", #"{"i": {"items": {"from": 1}, "name": null}}"#,
            ["i": .object(["name": .null, "items": .list([period(1, 9)])])]),
        Self("$i: Filter", #"{"i": {}}"#, ["i": .object([:])]),
        Self(
            "$i: Period", #"{"i": {"to": null, "from": 1}}"#,
            ["i": .object(["from": .int(1), "to": .null])]),
        Self("$i: Period = {from: 2}", "{}", ["i": period(2, 9)]),
        Self(
            "$i: Period", #"{"i": {}}"#,
            #"Variable "$i" got invalid value {};"#
                + #" Field "from" of required type "Int!" was not provided."#),
        Self(
            "$i: Filter", #"{"i": {"period": {"from": null}}}"#,
            #"Variable "$i" got invalid value null at "i.period.from";"#
                + #" Expected non-nullable type "Int!" not to be null."#),
        Self(
            "$i: Filter", #"{"i": [1]}"#,
            #"Variable "$i" got invalid value [1]; Expected type "Filter" to be an object."#),
        Self(
            "$i: Filter", #"{"i": {"nam": 1}}"#,
            #"Variable "$i" got invalid value { nam: 1 };"#
                + #" Field "nam" is not defined by type "Filter". Did you mean "name"?"#),
        Self("$i: Choice", #"{"i": {"id": "1"}}"#, ["i": .object(["id": .string("1")])]),
        Self(
            "$i: Choice", #"{"i": {}}"#,
            #"Variable "$i" got invalid value {}; Exactly one key must be specified for OneOf type"#
                + #" "Choice"."#),
        Self(
            "$i: Choice", #"{"i": {"id": 1, "name": "x"}}"#,
            #"Variable "$i" got invalid value { id: 1, name: "x" };"#
                + #" Exactly one key must be specified for OneOf type "Choice"."#),
        Self(
            "$i: Choice", #"{"i": {"id": null}}"#,
            #"Variable "$i" got invalid value null at "i.id"; Field "id" must be non-null."#),
        Self(
            "$i: Choice", #"{"i": {"id": "1", "zzzzzz": 2}}"#,
            #"Variable "$i" got invalid value { id: "1", zzzzzz: 2 };"#
                + #" Field "zzzzzz" is not defined by type "Choice"."#),
    ]

    private static func invalid(_ type: String, _ input: String, _ phrase: String) -> Self {
        Self(
            "$i: \(type)", "{\"i\": \(input)}",
            "Variable \"$i\" got invalid value \(input); \(phrase): \(input)")
    }

    private static func period(_ from: Int32, _ to: Int32) -> CoercedValue {
        .object(["from": .int(from), "to": .int(to)])
    }
}
