import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Literals can be coerced to the types expected at their places (spec §5.6.1, §5.6.2, §5.6.4).
package enum ValuesOfCorrectTypeRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        // One more than may be reported, so that the collector notes that there were too many.
        let checker = LiteralChecker(
            schema: index.schema, visibility: index.visibility,
            problemsMax: index.limits.errorsMax + 1)
        for literal in index.literals {
            guard let type = literal.expectedType else { continue }
            for problem in checker.problems(in: literal.value, expecting: type) {
                try errors.report(problem.message, at: [problem.location])
            }
        }
    }
}
