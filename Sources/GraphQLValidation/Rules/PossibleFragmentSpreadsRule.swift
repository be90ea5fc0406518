import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// A fragment's type can occur where the fragment stands (spec §5.5.2.3).
package enum PossibleFragmentSpreadsRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for use in index.inlineFragments {
            guard let parent = use.parentType, let condition = use.fragment.typeCondition,
                let problem = problem(condition.value, within: parent, index)
            else { continue }
            try errors.report("Fragment \(problem)", at: [use.fragment.location])
        }
        for use in index.spreads {
            let name = use.spread.name.value
            guard let parent = use.parentType,
                let condition = index.fragment(named: name)?.definition.typeCondition,
                let problem = problem(condition.value, within: parent, index)
            else { continue }
            try errors.report("Fragment \(quoted(name)) \(problem)", at: [use.spread.location])
        }
    }

    private static func problem(
        _ condition: String, within parent: String, _ index: DocumentIndex
    ) -> String? {
        guard let type = index.compositeTypeName(condition),
            !index.schema.typesOverlap(type, parent)
        else { return nil }
        return "cannot be spread here as objects of type \(quoted(parent)) can never be of type "
            + "\(quoted(type))."
    }
}
