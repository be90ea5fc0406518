import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes

extension CoercionError {
    /// A sentence for the client, such as `Variable "$first" of required type "Int!" was not
    /// provided.`.
    package var message: String {
        switch kind {
        case .variable(let name, let problem): problem.message(of: name)
        case .argument(let name, let problem): problem.message(of: name)
        case .tooManyErrors:
            "Too many errors processing variables, error limit reached. Execution aborted."
        }
    }
}

extension CoercionError.VariableProblem {
    fileprivate func message(of name: String) -> String {
        let variable = "Variable \(quoted("$" + name))"
        switch self {
        case .notAnInputType(let type):
            return "\(variable) expected value of type \(quoted(type.description))"
                + " which cannot be used as an input type."
        case .notProvided(let type):
            return "\(variable) of required type \(quoted(type.description)) was not provided."
        case .mustNotBeNull(let type):
            return "\(variable) of non-null type \(quoted(type.description)) must not be null."
        case .invalidValue(let value, let path, let problem):
            let place = path.isEmpty ? "" : " at \(quoted(name + path.map(\.text).joined()))"
            return "\(variable) got invalid value \(presented(value))\(place); "
                + problem.message(of: value)
        }
    }
}

extension CoercionError.ArgumentProblem {
    fileprivate func message(of name: String) -> String {
        let argument = "Argument \(quoted(name))"
        switch self {
        case .notProvided(let type):
            return "\(argument) of required type \(quoted(type.description)) was not provided."
        case .variableNotProvided(let variable, let type):
            return "\(argument) of required type \(quoted(type.description)) was provided"
                + " the variable \(quoted("$" + variable)) which was not provided a runtime value."
        case .mustNotBeNull(let type):
            return "\(argument) of non-null type \(quoted(type.description)) must not be null."
        case .invalidValue(let value):
            return "\(argument) has invalid value \(print(value))."
        }
    }
}

extension InputPathSegment {
    fileprivate var text: String {
        switch self {
        case .field(let name): ".\(name)"
        case .element(let index): "[\(index)]"
        }
    }
}

extension InputProblem {
    func message(of value: JSONValue) -> String {
        switch self {
        case .mustNotBeNull(let type):
            "Expected non-nullable type \(quoted(type.description)) not to be null."
        case .notAnObject(let type): "Expected type \(quoted(type)) to be an object."
        case .fieldNotProvided(let field, let type):
            "Field \(quoted(field)) of required type \(quoted(type.description)) was not provided."
        case .unknownField(let field, let type, let suggestions):
            "Field \(quoted(presented(field))) is not defined by type \(quoted(type))."
                + didYouMean(suggestions)
        case .notExactlyOneField(let type):
            "Exactly one key must be specified for OneOf type \(quoted(type))."
        case .oneOfFieldIsNull(let field): "Field \(quoted(field)) must be non-null."
        case .notOfFormat(let format, let scalar):
            format.problem(of: scalar, value: presented(value))
        case .unknownEnumValue(let name, let type, let suggestions):
            "Value \(quoted(presented(name))) does not exist in \(quoted(type)) enum."
                + didYouMean(suggestions, "the enum value")
        case .notAnEnumValue(let type, let suggestions):
            "Enum \(quoted(type)) cannot represent non-string value: \(presented(value))."
                + didYouMean(suggestions, "the enum value")
        case .notAnInteger, .integerOutOfRange, .notANumber, .notAString, .notABoolean, .notAnID:
            "\(scalarPhrase): \(presented(value))"
        }
    }

    private var scalarPhrase: String {
        switch self {
        case .notAnInteger: "Int cannot represent non-integer value"
        case .integerOutOfRange: "Int cannot represent non 32-bit signed integer value"
        case .notANumber: "Float cannot represent non numeric value"
        case .notAString: "String cannot represent a non string value"
        case .notABoolean: "Boolean cannot represent a non boolean value"
        case .notAnID: "ID cannot represent value"
        case .mustNotBeNull, .notAnObject, .fieldNotProvided, .unknownField, .notExactlyOneField,
            .oneOfFieldIsNull, .notOfFormat, .unknownEnumValue, .notAnEnumValue:
            preconditionFailure("Only the problems of built-in scalars share a phrase.")
        }
    }
}
