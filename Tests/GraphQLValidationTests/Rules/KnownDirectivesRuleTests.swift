import GraphQLValidation
import Testing

/// Directives exist and are allowed where they stand.
@Suite("KnownDirectives")
struct KnownDirectivesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "known directives",
            """
            query A($v: Int @once) @trace(label: "ا") @once { node(id: 1)
              @skip(if: true) { id @include(if: true) ... @once { id } ...F @once
              } } fragment F on Node @once { id } mutation B @once { __typename }
              subscription C @once { visitRecorded { id } }
            """)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "unknown directives",
            """
            query A($v: Int @a) @b { node(id: 1) @c { ... @d { id } ...F @e } }
              fragment F on Node @f { id }
            """,
            errors: """
                Unknown directive "@a". @ 1:17
                Unknown directive "@b". @ 1:21
                Unknown directive "@c". @ 1:38
                Unknown directive "@d". @ 1:47
                Unknown directive "@e". @ 1:62
                Unknown directive "@f". @ 2:22
                """),
        RuleCase(
            "misplaced directives",
            """
            query A($v: Int @trace(label: "")) @skip(if: true) {
              node(id: 1) @deprecated { ... @trace(label: "") { id } ...F @oneOf }
            }
            fragment F on Node @include(if: true) { id }
            mutation B @trace(label: "") { __typename }
            subscription C @trace(label: "") { __typename }
            """,
            errors: """
                Directive "@trace" may not be used on VARIABLE_DEFINITION. @ 1:17
                Directive "@skip" may not be used on QUERY. @ 1:36
                Directive "@deprecated" may not be used on FIELD. @ 2:15
                Directive "@trace" may not be used on INLINE_FRAGMENT. @ 2:33
                Directive "@oneOf" may not be used on FRAGMENT_SPREAD. @ 2:63
                Directive "@include" may not be used on FRAGMENT_DEFINITION. @ 4:20
                Directive "@trace" may not be used on MUTATION. @ 5:12
                Directive "@trace" may not be used on SUBSCRIPTION. @ 6:16
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: KnownDirectivesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: KnownDirectivesRule.self)
    }
}
