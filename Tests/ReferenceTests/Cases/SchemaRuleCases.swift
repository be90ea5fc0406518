extension WrittenCases {
    /// Rules of SDL.
    static let schemaRules = [
        WrittenCases(
            "schema definitions",
            [
                "schema { query: School } type School { name: String }",
                "schema { query: School } extend schema { mutation: Enrol } "
                    + "type School { name: String } type Enrol { pupil: ID }",
                "schema { query: School mutation: School } type School { name: String }",
                "schema { mutation: Enrol } type Enrol { pupil: ID }",
                "schema { query: Scool } type School { name: String }",
                "extend schema { query: School } type School { name: String }",
                "schema { query: Found } union Found = Pupil type Pupil { id: ID }",
                "type Query { a: Int } union Mutation = Query scalar Subscription",
                "schema { query: Query mutation: A subscription: A } type Query { a: Int } "
                    + "type A { a: Int }",
            ]),
        WrittenCases(
            "unique names",
            [
                "type Query { a: Int } type Pupil { id: ID } type Pupil { name: String }",
                "type Query { a: Int } enum Grade { ONE } input Grade { one: Int } scalar Grade",
                "type Query { a: Int a: ID a: Float }",
                "type Query { a: Int } extend type Query { a: Int b: Int } extend type "
                    + "Query { b: Int }",
                "type Query { a: Grade } enum Grade { ONE TWO ONE } extend enum Grade { TWO }",
                "type Query { a(x: Int y: Int x: ID y: ID): Int }",
                "directive @late(by: Int, by: Int) on FIELD type Query { a: Int }",
                "directive @late on FIELD directive @late on QUERY type Query { a: Int }",
                "directive @skip on FIELD type Query { a: Int }",
                "input Key { id: ID id: ID } type Query { a(key: Key): Int }",
            ]),
        WrittenCases(
            "known types",
            [
                "type Query { a: Pupl b(c: [Grad!]): Int } type Pupil { id: ID } enum "
                    + "Grade { ONE }",
                "union Found = Query | Missing type Query { a: Found }",
                "type Query implements Nod { a: Int } interface Node { a: Int }",
                "directive @late(by: Dat) on FIELD scalar Date type Query { a: Int }",
                "type Query { a: __Type b: __TypeKin c: int d: Strin }",
                "input Key { nested: [Ky] } type Query { a(k: Key): Int }",
            ]),
        WrittenCases(
            "extensions",
            [
                "type Query { a: Int } extend type Quer { b: Int }",
                "type Query { a: Int } extend input Query { b: Int }",
                "type Query { a: Int } extend interface Query { b: Int } extend scalar Query @x",
                "type Query { a: Int } extend scalar Int @deprecated",
                "type Query { a: U } union U = Query extend union U = Query",
                "extend enum Grade { TWO } enum Grade { ONE } type Query { a: Grade }",
                "interface Node { id: ID } type Query { id: ID } extend type Query implements Node",
                "type Query { a: Int } extend union Found = Query extend enum Grad { A }",
            ]),
        WrittenCases(
            "directives",
            [
                "type Query @late { a: Int @early }", "type Query { a: Int @skip(if: true) }",
                "type Query { a: Int @deprecated @deprecated }",
                "type Query { a: Int @deprecated(reson: \"old\") }",
                "type Query { a: Int @deprecated(reason: \"a\", reason: \"b\") }",
                "scalar Date @specifiedBy type Query { a: Date }",
                "scalar Date @specifiedBy(url: \"u\") extend scalar Date @specifiedBy(url: \"v\") "
                    + "type Query { a: Date }",
                "directive @d(x: I) on OBJECT input I { a: Int } type Query @d(x: { a: 1 a: 2 }) "
                    + "{ a: Int }",
                "directive @d(x: Int @d) on ARGUMENT_DEFINITION type Query { a(b: Int @d): Int }",
                "directive @__d on FIELD type Query { a: Int }",
                "directive @d(__x: Int, y: Query) on FIELD type Query { a: Int }",
                "directive @d(x: Int! @deprecated) on FIELD type Query { a: Int }",
                "schema @deprecated { query: Query } type Query { a: Int }",
            ]),
        WrittenCases(
            "fields and arguments",
            [
                "type Query", "type Query { __a: Int }",
                "type Query { a: Key } input Key { id: ID }",
                "type Query { a(b: Query): Int }", "type Query { a(__b: Int): Int }",
                "type Query { a(b: Int! @deprecated): Int }",
                "type Query { a(b: Int! = 1 @deprecated): Int }",
                "interface Empty type Query { a: Empty }",
                "type __Query { a: Int } type Query { a: Int }",
            ]),
        WrittenCases(
            "interfaces",
            [
                "interface Node { id: ID! } type Query implements Node { id: ID }",
                "interface Node { id: ID } type Query implements Node { id: ID! }",
                "interface Node { id: ID } type Query implements Node { name: ID }",
                "interface Node { all: [Node] } type Query implements Node { all: [Query!]! }",
                "interface Node { a(b: Int): Int } type Query implements Node { a: Int }",
                "interface Node { a(b: Int): Int } type Query implements Node { a(b: Int!): Int }",
                "interface Node { a: Int } type Query implements Node { a(b: Int!): Int }",
                "interface Node { a: Int } type Query implements Node { a(b: Int! = 1, c: "
                    + "ID): Int }",
                "interface A implements B { a: Int } interface B implements A { a: Int } "
                    + "type Query { a: Int }",
                "interface A { a: Int } interface B implements A { a: Int } "
                    + "type Query implements B { a: Int }",
                "union U = Query type Query implements U { a: Int }",
                "interface A { a: U } union U = Query | B type B { b: Int } "
                    + "type Query implements A { a: B }",
            ]),
        WrittenCases(
            "unions, enums and input objects",
            [
                "union U type Query { a: U }",
                "union U = A type Query { a: U } interface A { a: Int }",
                "enum E type Query { a: E }", "enum E { __A } type Query { a: E }",
                "input I type Query { a(b: I): Int }",
                "input I { a: Query } type Query { a(b: I): Int }",
                "input I { a: I } type Query { a(b: I): Int }",
                "input I { a: I! } type Query { a(b: I): Int }",
                "input I { a: [I!]! } type Query { a(b: I): Int }",
                "input A { b: B! } input B { c: C! a: A } input C { a: A! c: C! } "
                    + "type Query { a(b: A): Int }",
                "input I @oneOf { a: Int! b: ID = 1 } type Query { a(b: I): Int }",
                "input I @oneOf { a: Int b: ID } type Query { a(b: I): Int }",
                "input I { a: Int! @deprecated } type Query { a(b: I): Int }",
            ]),
    ]
}
