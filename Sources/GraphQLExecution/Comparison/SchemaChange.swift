package import GraphQLLanguage

/// One difference between two schemas, and what it means for the documents of clients.
package struct SchemaChange: Hashable, Sendable {
    package let kind: Kind
    /// The element that changed: in the old schema unless it was added.
    package let coordinate: SchemaCoordinate
    let detail: Detail

    init(_ kind: Kind, _ coordinate: SchemaCoordinate, _ detail: Detail = .none) {
        self.kind = kind
        self.coordinate = coordinate
        self.detail = detail
    }

    package var severity: Severity { kind.severity }

    /// What a change may do to clients.
    package enum Severity: String, CaseIterable, Sendable {
        /// A document that was valid may be no more.
        case breaking = "BREAKING"
        /// A client may meet what it did not expect.
        case dangerous = "DANGEROUS"
        case safe = "SAFE"
    }

    /// What the coordinate leaves open.
    enum Detail: Hashable, Sendable {
        case none
        /// An interface, a member of a union, a directive's location, or a default value.
        case added(String)
        case removed(String)
        /// The references to the types, the kinds of the types, or the default values.
        case changed(from: String, to: String)
        case description(String?, of: DescribedElement)
    }

    /// The elements whose descriptions a sentence introduces in a way of its own.
    enum DescribedElement: Hashable, Sendable {
        case type, enumValue, inputField, field, argument, directive, directiveArgument
    }

    /// The kinds of change, by the names that the reference implementations give them.
    package enum Kind: String, CaseIterable, Sendable {
        case typeRemoved = "TYPE_REMOVED"
        case typeChangedKind = "TYPE_CHANGED_KIND"
        case typeRemovedFromUnion = "TYPE_REMOVED_FROM_UNION"
        case valueRemovedFromEnum = "VALUE_REMOVED_FROM_ENUM"
        case requiredInputFieldAdded = "REQUIRED_INPUT_FIELD_ADDED"
        case implementedInterfaceRemoved = "IMPLEMENTED_INTERFACE_REMOVED"
        case fieldRemoved = "FIELD_REMOVED"
        case fieldChangedKind = "FIELD_CHANGED_KIND"
        case requiredArgumentAdded = "REQUIRED_ARG_ADDED"
        case argumentRemoved = "ARG_REMOVED"
        case argumentChangedKind = "ARG_CHANGED_KIND"
        case directiveRemoved = "DIRECTIVE_REMOVED"
        case directiveArgumentRemoved = "DIRECTIVE_ARG_REMOVED"
        case requiredDirectiveArgumentAdded = "REQUIRED_DIRECTIVE_ARG_ADDED"
        case directiveRepeatableRemoved = "DIRECTIVE_REPEATABLE_REMOVED"
        case directiveLocationRemoved = "DIRECTIVE_LOCATION_REMOVED"

        case valueAddedToEnum = "VALUE_ADDED_TO_ENUM"
        case typeAddedToUnion = "TYPE_ADDED_TO_UNION"
        case optionalInputFieldAdded = "OPTIONAL_INPUT_FIELD_ADDED"
        case optionalArgumentAdded = "OPTIONAL_ARG_ADDED"
        case implementedInterfaceAdded = "IMPLEMENTED_INTERFACE_ADDED"
        case argumentDefaultValueChanged = "ARG_DEFAULT_VALUE_CHANGE"
        case inputFieldDefaultValueChanged = "INPUT_FIELD_DEFAULT_VALUE_CHANGE"

        case typeAdded = "TYPE_ADDED"
        case fieldAdded = "FIELD_ADDED"
        case fieldChangedKindSafe = "FIELD_CHANGED_KIND_SAFE"
        case argumentChangedKindSafe = "ARG_CHANGED_KIND_SAFE"
        case argumentDefaultValueAdded = "ARG_DEFAULT_VALUE_ADDED"
        case inputFieldDefaultValueAdded = "INPUT_FIELD_DEFAULT_VALUE_ADDED"
        case directiveAdded = "DIRECTIVE_ADDED"
        case optionalDirectiveArgumentAdded = "OPTIONAL_DIRECTIVE_ARG_ADDED"
        case directiveRepeatableAdded = "DIRECTIVE_REPEATABLE_ADDED"
        case directiveLocationAdded = "DIRECTIVE_LOCATION_ADDED"
        case descriptionChanged = "DESCRIPTION_CHANGED"
    }
}

extension SchemaChange.Kind {
    package var severity: SchemaChange.Severity {
        switch self {
        case .typeRemoved, .typeChangedKind, .typeRemovedFromUnion, .valueRemovedFromEnum,
            .requiredInputFieldAdded, .implementedInterfaceRemoved, .fieldRemoved,
            .fieldChangedKind, .requiredArgumentAdded, .argumentRemoved, .argumentChangedKind,
            .directiveRemoved, .directiveArgumentRemoved, .requiredDirectiveArgumentAdded,
            .directiveRepeatableRemoved, .directiveLocationRemoved:
            .breaking
        case .valueAddedToEnum, .typeAddedToUnion, .optionalInputFieldAdded,
            .optionalArgumentAdded, .implementedInterfaceAdded, .argumentDefaultValueChanged,
            .inputFieldDefaultValueChanged:
            .dangerous
        case .typeAdded, .fieldAdded, .fieldChangedKindSafe, .argumentChangedKindSafe,
            .argumentDefaultValueAdded, .inputFieldDefaultValueAdded, .directiveAdded,
            .optionalDirectiveArgumentAdded, .directiveRepeatableAdded, .directiveLocationAdded,
            .descriptionChanged:
            .safe
        }
    }
}
