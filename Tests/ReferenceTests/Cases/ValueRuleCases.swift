extension WrittenCases {
    /// Rules of variables, directives, arguments and values.
    static let valueRules = [
        WrittenCases(
            "variable names",
            [
                "query ($a: Int, $a: Int) { pupils(first: $a) { id } }",
                "query ($a: Int, $b: Int, $a: ID, $b: ID, $a: Float) { school { name } }",
                "query A($a: Int!) { pupils(first: $a) { id } } query B($a: Int!) "
                    + "{ pupils(first: $a) { id } }",
            ]),
        WrittenCases(
            "input types of variables",
            [
                "query ($a: Pupil) { school { name } }",
                "query ($a: [Found!]!) { school { name } }",
                "query ($a: Person, $b: PupilFilter, $c: Grade, $d: Date) { school { name } }",
            ]),
        WrittenCases(
            "undefined variables",
            [
                "{ pupil(id: $id) { name } }", "query Named { pupil(id: $id) { name } }",
                "query A($id: ID!) { ...F } query B { ...F } fragment F on Query "
                    + "{ pupil(id: $id) { name } }",
                "{ pupils(filter: { grades: [$a], inner: { name: $b } }) { id } }",
                "{ school @include(if: $x) { name @tag(name: $y) } }",
                "query ($a: Int = 1) { ...F } fragment F on Query { ...G } fragment G on Query "
                    + "{ pupils(first: $a, ids: [$b]) { id } }",
            ]),
        WrittenCases(
            "unused variables",
            [
                "query ($a: Int) { school { name } }",
                "query Q($a: Int, $b: ID!) { pupil(id: $b) { id } }",
                "query A($a: ID!) { ...F } query B($a: ID!, $c: Int) { ...F } fragment F on Query "
                    + "{ pupil(id: $a) { id } }",
                "query ($a: Boolean!) { school @skip(if: $a) { name } }",
            ]),
        WrittenCases(
            "known directives",
            [
                "{ school @unknown { name } }", "query @skip(if: true) { school { name } }",
                "{ ...F @deprecated } fragment F on Query @include(if: true) { __typename }",
                "query ($a: Int! @audit(by: 1)) { pupils(first: $a) { id } }",
                "query ($a: Int! @tag) { pupils(first: $a) { id } }",
                "query @audit(by: 1) { school @audit(by: 2) { name } }",
                "subscription @audit(by: 1) { marked { value } }",
                "mutation @audit(by: 1) { rename { name } }",
                "{ ... @audit(by: 1) { school { name } } }",
                "{ ... @tag @tag { school { name } } ... @specifiedBy(url: \"\") { __typename } }",
            ]),
        WrittenCases(
            "repeated directives",
            [
                "{ school @skip(if: true) @skip(if: false) { name } }",
                "{ school @tag @tag(name: \"a\") @tag { name } }",
                "{ ... @include(if: true) @include(if: true) @include(if: true) { __typename } }",
                "query @audit(by: 1) @audit(by: 2) { school { name @skip(if: true) } }",
                "{ school @unknown @unknown { name } }",
            ]),
        WrittenCases(
            "known arguments",
            [
                "{ pupil(id: 1, yer: 2) { name } }", "{ school(id: 1) { name } }",
                "{ school @skip(iff: true) { name } }", "{ school @audit(by: 1, lvl: 2) { name } }",
                "{ pupil(id: 1) { marks(first: 1) { value } } }", "{ unknown(a: 1) { b(c: 2) } }",
                "{ __type(nam: \"A\", name: \"B\") { fields(includeDeprecatd: true) { name } } }",
                "{ person(by: { id: 1 }) { name(language: \"ar\") } }",
            ]),
        WrittenCases(
            "argument names",
            [
                "{ pupil(id: 1, id: 2) { name } }",
                "{ pupil(id: 1, year: 1, id: 2, year: 3) { id } }",
                "{ school @audit(by: 1, by: 2, by: 3) { name } }",
                "{ mean(of: [], of: [[]], exact: true) }",
            ]),
        WrittenCases(
            "values of scalars",
            [
                "{ pupils(first: \"ten\") { id } }", "{ pupils(first: 1.0) { id } }",
                "{ pupils(first: 2147483648) { id } }", "{ pupils(first: null) { id } }",
                "{ pupil(id: true) { id } }", "{ pupil(id: 1.5) { id } }",
                "{ pupil(id: A) { id } }",
                "{ found(text: 1) { __typename } }", "{ found(text: ARABIC) { __typename } }",
                "{ mean(of: 1) }", "{ mean(of: [1, [2.5, \"3\"], [null]]) }", "{ mean(exact: 1) }",
                "{ mean(exact: \"true\") }", "{ mean(of: [[true]], exact: null) }",
                "{ stamp(at: \"2026-01-01\") }", "{ stamp(at: { day: [1, B, null] }) }",
            ]),
        WrittenCases(
            "values of enums",
            [
                "{ mean(grade: FIRST) }", "{ mean(grade: FRIST) }", "{ mean(grade: first) }",
                "{ mean(grade: \"FIRST\") }", "{ mean(grade: 1) }", "{ mean(grade: true) }",
                "{ pupils(filter: { grades: [FIRST, FORTH] }) { id } }",
                "{ pupils(filter: { grades: SECOND }) { id } }",
            ]),
        WrittenCases(
            "values of input objects",
            [
                "{ pupils(filter: 1) { id } }", "{ pupils(filter: { nam: \"a\" }) { id } }",
                "{ pupils(filter: { inner: { inner: { grade: FIRST } } }) { id } }",
                "{ pupils(filter: [{ name: \"a\" }]) { id } }", "{ pupils(filter: {}) { id } }",
                "mutation { enrol(pupil: {}) { id } }", "mutation { enrol(pupil: null) { id } }",
                "mutation { enrol(pupil: { name: null }) { id } }",
                "mutation { enrol(pupil: { name: \"a\", marks: [1, null, \"b\"] }) { id } }",
                "mutation { enrol(pupil: { name: \"a\", grade: null, tutor: [] }) { id } }",
                "{ pupils(filter: { name: \"a\", name: \"b\" }) { id } }",
                "{ pupils(filter: { inner: { born: { a: 1, a: 2 } } }) { id } }",
                "{ stamp(at: { a: 1, a: 2, b: { c: 1, c: 2, c: 3 } }) }",
            ]),
        WrittenCases(
            "OneOf",
            [
                "{ person(by: { id: 1 }) { id } }", "{ person(by: {}) { id } }",
                "{ person(by: { id: 1, name: \"a\" }) { id } }",
                "{ person(by: { id: null }) { id } }",
                "{ person(by: { id: null, name: \"a\" }) { id } }",
                "{ person(by: { nested: { inner: { name: 1 } } }) { id } }",
                "query ($a: ID) { person(by: { id: $a }) { id } }",
                "query ($a: ID!) { person(by: { id: $a }) { id } }",
                "query ($a: ID = 1) { person(by: { id: $a }) { id } }",
                "query ($a: Key) { person(by: $a) { id } }",
                "query ($a: Key! = { id: 1, name: \"a\" }) { person(by: $a) { id } }",
                "{ person(by: { unknown: 1 }) { id } }", "{ person(by: { id: 1, id: 2 }) { id } }",
            ]),
        WrittenCases(
            "required arguments",
            [
                "{ pupil { id } }", "{ pupil(year: 1) { id } }", "{ pupils { id } }", "{ found }",
                "{ school @audit { name @skip } }", "mutation { enrol { id } }",
                "{ __type { name } }",
                "{ school @audit(level: 2) { name } person { id } }",
            ]),
        WrittenCases(
            "positions of variables",
            [
                "query ($a: Int) { pupils(first: $a) { id } }",
                "query ($a: Int = null) { pupils(first: $a) { id } }",
                "query ($a: ID) { pupil(id: $a) { id } }",
                "query ($a: ID = 1) { pupil(id: $a) { id } }",
                "query ($a: ID = null) { pupil(id: $a) { id } }",
                "query ($a: String!) { pupil(id: $a) { id } }",
                "query ($a: [ID]) { pupils(ids: $a) { id } }",
                "query ($a: [ID!]!) { pupils(ids: $a) { id } }",
                "query ($a: ID) { pupils(ids: [$a]) { id } }",
                "query ($a: ID) { pupils(ids: $a) { id } }",
                "query ($a: Float!) { mean(of: [[$a]]) }", "query ($a: [Float]) { mean(of: [$a]) }",
                "query ($a: Boolean) { school @skip(if: $a) { name } }",
                "query ($a: Boolean = true) { school @skip(if: $a) { name } }",
                "query ($a: String) { mutate: pupils(filter: { name: $a, grades: [$a] }) { id } }",
                "query A($a: Int) { ...F } query B($a: Int!) { ...F } fragment F on Query "
                    + "{ pupil(id: 1) { marks(last: $a) { value } } pupils(first: $a) { id } }",
                "mutation ($a: String, $b: Grade! = FIRST) { enrol(pupil: { name: $a, grade: $b }) "
                    + "{ id } }",
                "query ($a: Int = \"one\", $b: Grade = FORTH) { pupils(first: $a) { id } "
                    + "mean(grade: $b) }",
            ]),
        WrittenCases(
            "merging of fields",
            [
                "{ school { name name } }", "{ a: school { name } a: school { head { id } } }",
                "{ school { name name: courses { title } } }",
                "{ pupil(id: 1) { id } pupil(id: 2) { id } }",
                "{ pupil(id: 1) { x: name } pupil(id: 1) { x: age } }",
                "{ found(text: \"a\") { ... on Pupil { x: age } ... on Teacher { x: id } } }",
                "{ found(text: \"a\") { ... on Pupil { x: name } ... on Course { x: room } } }",
                "{ mean(of: [[1]]) mean(of: [[1.0]]) }",
                "{ pupils { id } ...F } fragment F on Query "
                    + "{ pupils(first: 1) { id } }",
            ]),
    ]
}
