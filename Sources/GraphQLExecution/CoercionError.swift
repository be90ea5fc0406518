package import GraphQLLanguage
package import GraphQLTypeSystem
package import JSONBytes

/// All that is wrong with the variables of a request, in the order of their definitions.
package struct CoercionErrors: Error, Hashable, Sendable {
    /// Never empty.
    package let errors: [CoercionError]

    init(errors: [CoercionError]) {
        precondition(!errors.isEmpty, "Coercion fails with at least one error.")
        self.errors = errors
    }
}

/// Why a variable or an argument has no value of its type.
package struct CoercionError: Error, Hashable, Sendable {
    package let kind: Kind
    /// Where the variable is defined, or where the argument's value stands.
    package let location: SourceLocation

    init(_ kind: Kind, at location: SourceLocation) {
        self.kind = kind
        self.location = location
    }

    /// What is wrong.
    package enum Kind: Hashable, Sendable {
        case variable(String, VariableProblem)
        case argument(String, ArgumentProblem)
        /// More than `CoercionLimits.errorsMax` things are wrong; the last error of a request.
        case tooManyErrors
    }

    /// What is wrong with the value given for a variable (spec §6.1.2).
    package enum VariableProblem: Hashable, Sendable {
        /// The type takes no input; validation refuses such a document earlier.
        case notAnInputType(TypeReference)
        case notProvided(TypeReference)
        case mustNotBeNull(TypeReference)
        /// A part of the value does not fit; the path is empty where it is the value itself.
        case invalidValue(JSONValue, path: [InputPathSegment], InputProblem)
    }

    /// What is wrong with an argument (spec §6.4.1).
    package enum ArgumentProblem: Hashable, Sendable {
        case notProvided(TypeReference)
        case variableNotProvided(String, TypeReference)
        case mustNotBeNull(TypeReference)
        case invalidValue(Value)
    }
}

/// A step from an input value to a part of it.
package enum InputPathSegment: Hashable, Sendable {
    case field(String)
    case element(Int)
}

/// Why a JSON value is not one of the type expected at its place.
package enum InputProblem: Hashable, Sendable {
    case mustNotBeNull(TypeReference)
    case notAnObject(type: String)
    case fieldNotProvided(String, TypeReference)
    case unknownField(String, type: String, suggestions: [String])
    case notExactlyOneField(type: String)
    case oneOfFieldIsNull(String)
    case notAnInteger, integerOutOfRange, notANumber, notAString, notABoolean, notAnID
    case notOfFormat(ScalarFormat, scalar: String)
    case unknownEnumValue(String, type: String, suggestions: [String])
    case notAnEnumValue(type: String, suggestions: [String])
}
