import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

extension SchemaComparison {
    mutating func compareFields(
        of type: String, _ old: OrderedDictionary<String, OutputField>,
        _ new: OrderedDictionary<String, OutputField>
    ) {
        func coordinate(_ field: OutputField) -> SchemaCoordinate {
            .member(type: type, name: field.name)
        }
        let fields = ElementDifference(old, new)
        for field in fields.removed { report(.fieldRemoved, coordinate(field)) }
        for field in fields.added { report(.fieldAdded, coordinate(field)) }
        for (old, new) in fields.kept {
            compareArguments(of: old.name, on: type, old.arguments, new.arguments)
            if !old.type.isSafelyChanged(toOutput: new.type) {
                report(.fieldChangedKind, coordinate(old), .changed(old.type, new.type))
            } else if old.type != new.type {
                report(.fieldChangedKindSafe, coordinate(old), .changed(old.type, new.type))
            }
            compareDescriptions(old.description, new.description, of: .field, coordinate(old))
        }
    }

    private mutating func compareArguments(
        of field: String, on type: String, _ old: OrderedDictionary<String, InputField>,
        _ new: OrderedDictionary<String, InputField>
    ) {
        func coordinate(_ argument: InputField) -> SchemaCoordinate {
            .argument(type: type, field: field, name: argument.name)
        }
        let arguments = ElementDifference(old, new)
        for argument in arguments.removed { report(.argumentRemoved, coordinate(argument)) }
        for (old, new) in arguments.kept {
            compareInput(old, new, coordinate(old), .argument)
            compareDescriptions(old.description, new.description, of: .argument, coordinate(old))
        }
        for argument in arguments.added {
            report(
                argument.isRequired ? .requiredArgumentAdded : .optionalArgumentAdded,
                coordinate(argument))
        }
    }

    mutating func compare(_ old: InputObjectType, _ new: InputObjectType) {
        func coordinate(_ field: InputField) -> SchemaCoordinate {
            .member(type: old.name, name: field.name)
        }
        let fields = ElementDifference(old.fields, new.fields)
        for field in fields.added {
            report(
                field.isRequired ? .requiredInputFieldAdded : .optionalInputFieldAdded,
                coordinate(field))
        }
        for field in fields.removed { report(.fieldRemoved, coordinate(field)) }
        for (old, new) in fields.kept {
            compareInput(old, new, coordinate(old), .inputField)
            compareDescriptions(
                old.description, new.description, of: .inputField, coordinate(old))
        }
    }

    /// Reports the first that holds: an unsafe change of the type, one of the default value, a safe
    /// one of the type.
    mutating func compareInput(
        _ old: InputField, _ new: InputField, _ coordinate: SchemaCoordinate, _ kinds: InputKinds
    ) {
        let types = SchemaChange.Detail.changed(old.type, new.type)
        guard old.type.isSafelyChanged(toInput: new.type) else {
            return report(kinds.typeChanged, coordinate, types)
        }
        let oldDefault = old.comparableDefault(self.old)
        let newDefault = new.comparableDefault(self.new)
        switch (oldDefault, newDefault) {
        case (let oldText?, let newText?) where oldText != newText:
            report(kinds.defaultChanged, coordinate, .changed(from: oldText, to: newText))
        case (_?, _?): break
        case (let text?, nil): report(kinds.defaultChanged, coordinate, .removed(text))
        case (nil, let text?): report(kinds.defaultAdded, coordinate, .added(text))
        case (nil, nil):
            if old.type != new.type { report(kinds.typeChangedSafely, coordinate, types) }
        }
    }

    /// The kinds of change of an argument or of an input field.
    struct InputKinds {
        let typeChanged: SchemaChange.Kind
        let typeChangedSafely: SchemaChange.Kind
        let defaultChanged: SchemaChange.Kind
        let defaultAdded: SchemaChange.Kind

        static let argument = InputKinds(
            typeChanged: .argumentChangedKind, typeChangedSafely: .argumentChangedKindSafe,
            defaultChanged: .argumentDefaultValueChanged,
            defaultAdded: .argumentDefaultValueAdded)
        static let inputField = InputKinds(
            typeChanged: .fieldChangedKind, typeChangedSafely: .fieldChangedKindSafe,
            defaultChanged: .inputFieldDefaultValueChanged,
            defaultAdded: .inputFieldDefaultValueAdded)
    }
}

extension SchemaChange.Detail {
    fileprivate static func changed(_ old: TypeReference, _ new: TypeReference) -> Self {
        .changed(from: old.description, to: new.description)
    }
}

extension TypeReference {
    /// Whether every response value of the new type was also one of this type.
    fileprivate func isSafelyChanged(toOutput new: TypeReference) -> Bool {
        switch (self, new) {
        case (.nonNull(let old), .nonNull(let new)): old.isSafelyChanged(toOutput: new)
        case (.nonNull, _): false
        case (_, .nonNull(let new)): isSafelyChanged(toOutput: new)
        case (.list(let old, _), .list(let new, _)): old.isSafelyChanged(toOutput: new)
        case (.named(let old), .named(let new)): old.value == new.value
        case (.list, .named), (.named, .list): false
        }
    }

    /// Whether every input value of this type is also one of the new type.
    fileprivate func isSafelyChanged(toInput new: TypeReference) -> Bool {
        switch (self, new) {
        case (.nonNull(let old), .nonNull(let new)): old.isSafelyChanged(toInput: new)
        case (.nonNull(let old), _): old.isSafelyChanged(toInput: new)
        case (_, .nonNull): false
        case (.list(let old, _), .list(let new, _)): old.isSafelyChanged(toInput: new)
        case (.named(let old), .named(let new)): old.value == new.value
        case (.list, .named), (.named, .list): false
        }
    }
}
