extension WrittenCases {
    /// Rules of operations, fragments and fields.
    static let definitionRules = [
        WrittenCases(
            "executable definitions",
            [
                "{ school { name } }", "{ school { name } } type Room { number: Int }",
                "{ school { name } } extend type Pupil { nick: String }",
                "schema { query: Query } { school { name } }", "scalar Time enum Term { ONE }",
                "{ school { name } } extend schema @audit directive @loud on FIELD",
            ]),
        WrittenCases(
            "operation names",
            [
                "query A { school { name } } query B { school { name } }",
                "query A { school { name } } query A { school { name } }",
                "query A { school { name } } mutation A { rename { name } } subscription A "
                    + "{ marked { value } }",
                "query A { ...A } fragment A on Query { school { name } }",
            ]),
        WrittenCases(
            "lone anonymous operations",
            [
                "{ school { name } } { school { name } }",
                "{ school { name } } query Named { school { name } }",
                "query Named { school { name } } mutation { rename { name } }",
                "{ ...School } fragment School on Query { school { name } }",
            ]),
        WrittenCases(
            "single root fields of subscriptions",
            [
                "subscription { marked { value } }",
                "subscription Two { marked { value } enrolled { name } }",
                "subscription { marked { value } marked { course { title } } }",
                "subscription { marked { value } again: marked { value } third: marked { value } }",
                "subscription { __typename }", "subscription { alias: __typename }",
                "subscription Spread { ...Both } fragment Both on Subscription "
                    + "{ marked { value } enrolled { id } }",
                "subscription { ... on Subscription { marked { value } ... { enrolled { id } } } }",
                "subscription { marked { value } __typename }",
                "subscription { ...Round } fragment Round on Subscription { marked { value } "
                    + "...Round }",
            ]),
        WrittenCases(
            "known type names",
            [
                "query ($id: Idd!) { pupil(id: $id) { name } }",
                "query ($filter: [PupilFiltr]) { school { name } }",
                "{ ... on Qury { __typename } }",
                "fragment P on Pupl { name } { ...P }", "{ ... on Nothing { name } }",
                "query ($type: __Typ, $kind: __TypeKind) { school { name } }",
                "query ($a: Booleen, $b: Flot, $c: int, $d: string) { school { name } }",
            ]),
        WrittenCases(
            "fragments on composite types",
            [
                "{ person(by: { id: 1 }) { ... on Pupil { name } } }",
                "{ stamp { ... on Date { name } } }", "{ school { ... on Grade { name } } }",
                "fragment F on NewPupil { name } { ...F }", "fragment F on Int { name } { ...F }",
                "{ found(text: \"a\") { ... on Found { __typename } } }",
                "{ ... on [Query] { school { name } } }",
            ]),
        WrittenCases(
            "leaves",
            [
                "{ school }", "{ school { name { letters } } }", "{ pupils }", "{ stamp { day } }",
                "{ found(text: \"a\") }", "{ pupils { grade { name } marks } }",
                "{ person(by: { id: 1 }) } ", "{ mean mean2: mean { value } }",
                "{ school { } }", "{ school { courses { title } } }",
            ]),
        WrittenCases(
            "fields on types",
            [
                "{ shool { name } }", "{ school { nam head { salry } } }",
                "{ person(by: { id: 1 }) { salary } }", "{ person(by: { id: 1 }) { grade title } }",
                "{ found(text: \"a\") { name } }", "{ found(text: \"a\") { title } }",
                "{ found(text: \"a\") { __typename } }",
                "{ school { __schema { types { name } } } }",
                "{ __schema { queryTyp { name } } __type(name: \"Pupil\") { kind fild } }",
                "{ school { head { nmae: name unknownThing } } }",
                "fragment F on Person { grade } { person(by: { id: 1 }) { ...F } }",
                "mutation { school { name } } ", "{ school { ... on Pupil { nothing } } }",
                "{ __typename __typenam }",
            ]),
        WrittenCases(
            "fragment names",
            [
                "{ ...A } fragment A on Query { school { name } } fragment A on Query "
                    + "{ school { name } } fragment A on Query { __typename }",
                "{ ...Missing }", "{ school { ...Missing ...Missing } }",
                "{ ...A } fragment A on Query { ...B }",
                "{ ...A ...A } fragment A on Query { __typename }",
            ]),
        WrittenCases(
            "unused fragments",
            [
                "{ school { name } } fragment A on Query { __typename }",
                "{ school { name } } fragment A on Query { ...B } fragment B on Query { ...A }",
                "query A { ...F } query B { ...G } fragment F on Query { ...H } "
                    + "fragment G on Query { __typename } fragment H on Query { __typename }",
                "fragment Alone on Pupil { name }",
            ]),
        WrittenCases(
            "possible spreads",
            [
                "{ school { ... on Pupil { name } } }",
                "{ person(by: { id: 1 }) { ... on Course { title } } }",
                "{ found(text: \"a\") { ... on Person { name } } }",
                "{ found(text: \"a\") { ... on School { name } } }",
                "{ found(text: \"a\") { ...S } } fragment S on School { name }",
                "{ person(by: { id: 1 }) { ... on Found { __typename } } }",
                "{ pupils { ... on Person { ... on Teacher { salary } } } }",
                "{ pupils { ... on Found { ...T } } } fragment T on Teacher { salary }",
                "{ pupils { ... on Mark { value } ... on Found { ... on Pupil { id } } } }",
            ]),
        WrittenCases(
            "cycles of fragments",
            [
                "{ ...A } fragment A on Query { ...A }",
                "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
                "{ ...A ...B } fragment A on Query { ...B ...C } fragment B on Query { ...C } "
                    + "fragment C on Query { ...A ...B }",
                "{ school { ...S } } fragment S on School { head { courses { teacher { "
                    + "...T } } } } "
                    + "fragment T on Teacher { courses { teacher { ...T } } }",
                "{ ...A } fragment A on Query { ... { ... on Query { ...A } } }",
                "{ ...A } fragment A on Query { ...B ...B } fragment B on Query { __typename }",
            ]),
        WrittenCases(
            "depth of introspection",
            [
                "{ __schema { types { fields { type { name } } } } }",
                "{ __schema { types { fields { type { fields { name } } } } } }",
                "{ __type(name: \"A\") { fields { type { fields { type { fields { name } "
                    + "} } } } } }",
                "{ __type(name: \"A\") { inputFields { type { inputFields { type { inputFields "
                    + "{ name } } } } } } }",
                "{ __schema { types { ...T } } } fragment T on __Type { interfaces { possibleTypes "
                    + "{ interfaces { fields { name } } } } }",
            ]),
    ]
}
