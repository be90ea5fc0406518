import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

extension SchemaComparison {
    mutating func compareDirectives() {
        let directives = ElementDifference(old.directives, new.directives)
        for directive in directives.removed {
            report(.directiveRemoved, .directive(directive.name))
        }
        for directive in directives.added { report(.directiveAdded, .directive(directive.name)) }
        for (old, new) in directives.kept { compare(old, new) }
    }

    private mutating func compare(_ old: DirectiveType, _ new: DirectiveType) {
        let coordinate = SchemaCoordinate.directive(old.name)
        compareArguments(of: old, new)
        if old.isRepeatable && !new.isRepeatable {
            report(.directiveRepeatableRemoved, coordinate)
        } else if new.isRepeatable && !old.isRepeatable {
            report(.directiveRepeatableAdded, coordinate)
        }
        compareDescriptions(old.description, new.description, of: .directive, coordinate)
        for location in old.locations where !new.locations.contains(location) {
            report(.directiveLocationRemoved, coordinate, .removed(location))
        }
        for location in new.locations where !old.locations.contains(location) {
            report(.directiveLocationAdded, coordinate, .added(location))
        }
    }

    private mutating func compareArguments(of old: DirectiveType, _ new: DirectiveType) {
        let directive = old.name
        func coordinate(_ argument: InputField) -> SchemaCoordinate {
            .directiveArgument(directive: directive, name: argument.name)
        }
        let arguments = ElementDifference(old.arguments, new.arguments)
        for argument in arguments.added {
            report(
                argument.isRequired
                    ? .requiredDirectiveArgumentAdded : .optionalDirectiveArgumentAdded,
                coordinate(argument))
        }
        for argument in arguments.removed {
            report(.directiveArgumentRemoved, coordinate(argument))
        }
        for (old, new) in arguments.kept {
            compareInput(old, new, coordinate(old), .argument)
            compareDescriptions(
                old.description, new.description, of: .directiveArgument, coordinate(old))
        }
    }
}
