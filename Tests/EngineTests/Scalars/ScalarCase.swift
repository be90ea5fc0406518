import Testing

/// A value of a column and what a response has for it.
struct ScalarCase: Sendable, CustomTestStringConvertible {
    enum Expectation: Sendable {
        case json(String)
        /// Null, and an error with this message after the field's coordinate.
        case problem(String)
    }

    let field: String
    let column: String
    let sql: String
    let expectation: Expectation

    var testDescription: String { "\(field) \(sql)" }

    var name: String { "\(field) \(sql)" }

    /// Inserts a row that has this value and is named by it.
    var insertion: String {
        "INSERT INTO app.sample (name, \(column)) VALUES ($name$\(name)$name$, \(sql))"
    }

    private init(_ field: String, _ column: String, _ sql: String, _ expectation: Expectation) {
        self.field = field
        self.column = column
        self.sql = sql
        self.expectation = expectation
    }

    static let all = texts + numbers + times + documents

    private static func json(
        _ field: String, _ column: String, _ sql: String, _ json: String
    ) -> ScalarCase {
        ScalarCase(field, column, sql, .json(json))
    }

    private static func problem(
        _ field: String, _ column: String, _ sql: String, _ problem: String
    ) -> ScalarCase {
        ScalarCase(field, column, sql, .problem(problem))
    }

    private static func notOfFormat(_ field: String, _ column: String, _ sql: String) -> ScalarCase
    {
        problem(field, column, sql, "The value is not of the scalar's format.")
    }

    private static let texts = [
        json(
            "uuid", "uuid", "'0198F2B4-6C1D-7A3E-8F50-2B9C4D6E8F10'",
            #""0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f10""#),
        json("uuid", "uuid", "NULL", "null"),
        json("emailAddress", "email_address", "'a.b+c@example.org'", #""a.b+c@example.org""#),
        json("emailAddress", "email_address", "NULL", "null"),
        notOfFormat("emailAddress", "email_address", "'nobody'"),
        notOfFormat("emailAddress", "email_address", "''"),
        json("phoneNumber", "phone_number", "'+212537000000'", #""+212537000000""#),
        notOfFormat("phoneNumber", "phone_number", "'0537000000'"),
        json("schoolYear", "school_year", "'2026-2027'", #""2026-2027""#),
        notOfFormat("schoolYear", "school_year", "'2026-2028'"),
        json("url", "url", "'https://example.org/a?b=%20#c'", #""https://example.org/a?b=%20#c""#),
        notOfFormat("url", "url", "'javascript:alert(1)'"),
        json("emailAddresses", "email_addresses", "'{}'", "[]"),
        json(
            "emailAddresses", "email_addresses", "ARRAY['a@example.org', NULL]",
            #"["a@example.org",null]"#),
        notOfFormat("emailAddresses", "email_addresses", "ARRAY['a@example.org', 'b']"),
    ]

    private static let numbers = [
        json("decimal", "decimal", "0", #""0""#),
        json("decimal", "decimal", "-0.00", #""0.00""#),
        json("decimal", "decimal", "12.50", #""12.50""#),
        json("decimal", "decimal", "NULL", "null"),
        json(
            "decimal", "decimal", "123456789012345678901234567890",
            #""123456789012345678901234567890""#),
        json(
            "decimal", "decimal", "-1234567890.12345678901234567890",
            #""-1234567890.12345678901234567890""#),
        json(
            "decimal", "decimal", "1e-30", #""0.000000000000000000000000000001""#),
        json("rounded", "rounded", "12345.67", #""12300""#),
        json("rounded", "rounded", "-99949999", #""-99950000""#),
        problem("decimal", "decimal", "'NaN'", "The number is not finite."),
        problem("decimal", "decimal", "'Infinity'", "The number is not finite."),
        problem("decimal", "decimal", "'-Infinity'", "The number is not finite."),
        json("bigInt", "big_int", "9223372036854775807", #""9223372036854775807""#),
        json("bigInt", "big_int", "-9223372036854775808", #""-9223372036854775808""#),
        json("bigInt", "big_int", "9007199254740993", #""9007199254740993""#),
        json("bigInt", "big_int", "0", #""0""#),
    ]

    private static let noDate = "The date is not within the years 1 to 9999."
    private static let noInstant = "The instant is not within the years 1 to 9999."

    private static let times = [
        json("date", "date", "'0001-01-01'", #""0001-01-01""#),
        json("date", "date", "'9999-12-31'", #""9999-12-31""#),
        problem("date", "date", "'0001-12-31 BC'", noDate),
        problem("date", "date", "'10000-01-01'", noDate),
        problem("date", "date", "'infinity'", noDate),
        problem("date", "date", "'-infinity'", noDate),
        json(
            "dateTime", "date_time", "'2026-09-30 08:00:00.5+01'", #""2026-09-30T07:00:00.5Z""#),
        json(
            "dateTime", "date_time", "'9999-12-31 23:59:59.999999+00'",
            #""9999-12-31T23:59:59.999999Z""#),
        problem("dateTime", "date_time", "'infinity'", noInstant),
        problem("dateTime", "date_time", "'10000-01-01 00:00:00+00'", noInstant),
        json("localTime", "local_time", "'00:00'", #""00:00:00""#),
        json("localTime", "local_time", "'08:30:00.120'", #""08:30:00.12""#),
        json("localTime", "local_time", "'23:59:59.999999'", #""23:59:59.999999""#),
        json("localTime", "local_time", "NULL", "null"),
        problem(
            "localTime", "local_time", "'24:00:00'",
            "The time is the end of a day, 24:00:00, which no clock shows."),
    ]

    private static let documents = [
        json("json", "json", "NULL", "null"),
        json("json", "json", "'null'", "null"),
        json("json", "json", "' false '", "false"),
        json(
            "json", "json", #"E'{"b" : 1.50,\n"a" : [ ], "b" : "x  \\" \\\\" }'"#,
            #"{"b":1.50,"a":[],"b":"x  \" \\"}"#),
        json("binaryJson", "binary_json", "NULL", "null"),
        json("binaryJson", "binary_json", "'null'", "null"),
        json("binaryJson", "binary_json", "'0'", "0"),
        json(
            "binaryJson", "binary_json",
            #"'{"b": {"c": [1, {"d": [[], {}]}, null]}, "a": "أ, \" : ب"}'"#,
            #"{"a":"أ, \" : ب","b":{"c":[1,{"d":[[],{}]},null]}}"#),
        json(
            "binaryJson", "binary_json", "'123456789012345678901234567890.50'",
            "123456789012345678901234567890.50"),
    ]
}
