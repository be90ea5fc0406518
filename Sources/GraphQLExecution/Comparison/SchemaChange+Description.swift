import GraphQLLanguage
import GraphQLTypeSystem

extension SchemaChange: CustomStringConvertible {
    /// A sentence for the reader, such as `Query.school was removed.`.
    package var description: String {
        switch (coordinate, detail) {
        case (_, .description(let text, let element)):
            "Description of \(subject(element)) \(Self.newDescription(text))."
        case (.type(let type), let detail): sentence(type: type, detail)
        case (.member(let type, let name), let detail): sentence(type: type, member: name, detail)
        case (.argument(let type, let field, let name), let detail):
            sentence(field: "\(type).\(field)", argument: name, detail)
        case (.directive(let name), let detail): sentence(directive: name, detail)
        case (.directiveArgument(let directive, let name), let detail):
            sentence(directive: directive, argument: name, detail)
        }
    }

    private func sentence(type: String, _ detail: Detail) -> String {
        switch (kind, detail) {
        case (.typeRemovedFromUnion, .removed(let member)):
            "\(member) was removed from union type \(type)."
        case (.typeAddedToUnion, .added(let member)): "\(member) was added to union type \(type)."
        case (_, .removed(let interface)): "\(type) no longer implements interface \(interface)."
        case (_, .added(let interface)):
            "\(interface) added to interfaces implemented by \(type)."
        case (_, .changed(let old, let new)): "\(type) changed from \(old) to \(new)."
        case (.typeAdded, _): "\(type) was added."
        default: removalSentence(type: type)
        }
    }

    /// A built-in scalar goes when nothing refers to it any more.
    private func removalSentence(type: String) -> String {
        ScalarType.isBuiltIn(type)
            ? "Standard scalar \(type) was removed because it is not referenced anymore."
            : "\(type) was removed."
    }

    private func sentence(type: String, member: String, _ detail: Detail) -> String {
        switch (kind, detail) {
        case (.valueRemovedFromEnum, _): "\(member) was removed from enum type \(type)."
        case (.valueAddedToEnum, _): "\(member) was added to enum type \(type)."
        case (.requiredInputFieldAdded, _):
            "A required field \(member) on input type \(type) was added."
        case (.optionalInputFieldAdded, _):
            "An optional field \(member) on input type \(type) was added."
        case (.fieldAdded, _): "Field \(type).\(member) was added."
        case (.inputFieldDefaultValueChanged, _), (.inputFieldDefaultValueAdded, _):
            "\(type).\(member) \(Self.newDefault(detail))."
        case (_, .changed(let old, let new)):
            "\(type).\(member) changed type from \(old) to \(new)."
        default: "\(type).\(member) was removed."
        }
    }

    private func sentence(field: String, argument: String, _ detail: Detail) -> String {
        switch (kind, detail) {
        case (.requiredArgumentAdded, _): "A required arg \(argument) on \(field) was added."
        case (.optionalArgumentAdded, _): "An optional arg \(argument) on \(field) was added."
        case (.argumentDefaultValueChanged, _), (.argumentDefaultValueAdded, _):
            "\(field) arg \(argument) \(Self.newDefault(detail))."
        case (_, .changed(let old, let new)):
            "\(field) arg \(argument) has changed type from \(old) to \(new)."
        default: "\(field) arg \(argument) was removed."
        }
    }

    private func sentence(directive: String, _ detail: Detail) -> String {
        switch (kind, detail) {
        case (_, .removed(let location)): "\(location) was removed from \(directive)."
        case (_, .added(let location)): "\(location) was added to \(directive)."
        case (.directiveAdded, _): "\(directive) was added."
        case (.directiveRepeatableRemoved, _): "Repeatable flag was removed from \(directive)."
        case (.directiveRepeatableAdded, _): "Repeatable flag was added to \(directive)."
        default: "\(directive) was removed."
        }
    }

    private func sentence(directive: String, argument: String, _ detail: Detail) -> String {
        switch (kind, detail) {
        case (.requiredDirectiveArgumentAdded, _):
            "A required arg \(argument) on directive \(directive) was added."
        case (.optionalDirectiveArgumentAdded, _):
            "An optional arg \(argument) on directive \(directive) was added."
        case (.argumentDefaultValueChanged, _), (.argumentDefaultValueAdded, _):
            "\(coordinate) \(Self.newDefault(detail))."
        case (_, .changed(let old, let new)):
            "\(coordinate) has changed type from \(old) to \(new)."
        default: "\(argument) was removed from \(directive)."
        }
    }

    private static func newDefault(_ detail: Detail) -> String {
        switch detail {
        case .changed(let old, let new): "has changed defaultValue from \(old) to \(new)"
        case .added(let value): "added a defaultValue \(value)"
        case .removed, .none, .description: "defaultValue was removed"
        }
    }

    private static func newDescription(_ text: String?) -> String {
        text.map { "has changed to \(quoted($0))" } ?? "was removed"
    }

    private func subject(_ element: DescribedElement) -> String {
        switch element {
        case .type, .directive, .directiveArgument: "\(coordinate)"
        case .enumValue: "enum value \(coordinate)"
        case .inputField: "input-field \(coordinate)"
        case .field: "field \(coordinate)"
        case .argument: "argument \(coordinate)"
        }
    }
}
