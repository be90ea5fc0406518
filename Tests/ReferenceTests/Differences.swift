/// A difference from a reference that is meant, with the reason.
struct Difference: Sendable {
    let name: String
    let reason: String
    /// Takes the difference, and nothing else, out of a disagreement.
    let settle: @Sendable (inout Disagreement) -> Void

    /// Every difference that is meant; one that no case shows fails the test.
    static let all = [
        oneOf, oneOfVariables, introspectionDepth, rootTypes, mixedDocuments,
        locationNames, subscriptionConditions, lineStarts, codePoints,
        failures,
        descriptions, stageOrder, deprecatedImplementations, defaultValues, conditionsWithoutValue,
    ]
}

// MARK: - Of graphql-js

extension Difference {
    private static let oneOf = Difference(
        name: "OneOf",
        reason: """
            Spec §3.13.5 has @oneOf among the built-in directives; graphql-js knows it only from \
            version 16.9 on, and Debian's is older.
            """
    ) { disagreement in
        guard disagreement.reference == .js, disagreement.text.mentionsOneOf else { return }
        disagreement.ours.errors.removeAll {
            $0.message.contains(" OneOf Input Object ") || $0.message.hasPrefix("OneOf ")
                || ($0.message.hasPrefix("Field ") && $0.message.hasSuffix(" must be non-null."))
        }
    }
}

extension Difference {
    private static let introspectionDepth = Difference(
        name: "depth of introspection",
        reason: """
            The limit on nested lists of introspection guards against costly documents; \
            graphql-js has it only from version 16.9 on.
            """
    ) { disagreement in
        guard disagreement.reference == .js else { return }
        disagreement.ours.errors.removeAll {
            $0.message == "Maximum introspection depth exceeded"
        }
    }
}

// MARK: - Of graphql-core

extension Difference {
    private static let oneOfVariables = Difference(
        name: "variables for OneOf",
        reason: """
            The rule on variables for OneOf fields belongs to the positions of variables (spec \
            §5.8.5) and names the type as that rule does; graphql-core has it among the values, \
            with other words and places.
            """
    ) { disagreement in
        let end = "must be non-nullable to be used for OneOf Input Object _."
        guard disagreement.reference == .core,
            disagreement.ours.errors.contains(where: { $0.rule.hasSuffix(end) }),
            disagreement.theirs.errors.contains(where: { $0.rule == "Variable _ \(end)" })
        else { return }
        disagreement.ours.errors.removeAll { $0.rule.hasSuffix(end) }
        disagreement.theirs.errors.removeAll { $0.rule.hasSuffix(end) }
    }

    private static let locationNames = Difference(
        name: "names of directive locations",
        reason: """
            Spec §3.13 names directive locations in capitals, as graphql-js does; graphql-core \
            writes them in lower case with spaces.
            """
    ) { disagreement in
        guard disagreement.reference == .core else { return }
        let start = " may not be used on "
        for index in disagreement.theirs.errors.indices {
            let message = disagreement.theirs.errors[index].message
            guard message.hasPrefix("Directive"), let range = message.firstRange(of: start) else {
                continue
            }
            let place = message[range.upperBound...].replacing(" ", with: "_").uppercased()
            disagreement.theirs.errors[index].message = message[..<range.upperBound] + place
        }
    }

    private static let lineStarts = Difference(
        name: "starts of lines",
        reason: """
            What begins a line is at column 1 of it, as graphql-js says; graphql-core puts it \
            after the last column of the line before.
            """
    ) { disagreement in
        guard disagreement.reference == .core else { return }
        let lines = disagreement.text.lines
        disagreement.movePlaces { place in
            guard place[0] < lines.count, lines[place[0] - 1].count + 1 == place[1] else {
                return place
            }
            return [place[0] + 1, 1]
        }
    }

    private static let codePoints = Difference(
        name: "columns in code points",
        reason: """
            Spec §7.1.2 does not say what a column counts. Ours and graphql-js's count UTF-16 code \
            units, as editors do; graphql-core's count code points.
            """
    ) { disagreement in
        guard disagreement.reference == .core else { return }
        let lines = disagreement.text.lines
        disagreement.movePlaces { place in
            let before = lines[place[0] - 1].prefix(place[1] - 1)
            return [place[0], place[1] + before.count { $0.value > 0xFFFF }]
        }
    }
}

extension Difference {
    private static let failures = Difference(
        name: "failures of the references",
        reason: """
            The references end with an exception where SDL names types of the wrong kind, \
            graphql-core also where an escape sequence ends with the source, and where another \
            operation's fragment gives a variable to a OneOf field.
            """
    ) { disagreement in
        guard disagreement.theirs.errors.contains(where: { $0.message.hasPrefix("Failure: ") }),
            !disagreement.ours.errors.isEmpty || disagreement.isLostVariable
        else { return }
        disagreement.theirs = disagreement.ours
    }
}

// MARK: - Of both

extension Difference {
    private static let rootTypes = Difference(
        name: "different root types",
        reason: """
            Spec §3.3.1 asks that the root types all be different; the references do not know the \
            rule yet.
            """
    ) { disagreement in
        disagreement.ours.errors.removeAll {
            $0.message.hasPrefix("All root types must be different, ")
        }
    }

    private static let mixedDocuments = Difference(
        name: "directives on SDL in requests",
        reason: """
            A definition that is not executable is refused as such; the references judge its \
            directives, too.
            """
    ) { disagreement in
        let known = Set(disagreement.ours.errors)
        guard disagreement.text.kind == .validation,
            known.contains(where: { $0.message.hasSuffix(" definition is not executable.") })
        else { return }
        disagreement.theirs.errors.removeAll {
            $0.message.hasPrefix("Directive ") && !known.contains($0)
        }
    }
}

extension Difference {
    private static let subscriptionConditions = Difference(
        name: "conditions in subscriptions",
        reason: """
            Spec §5.2.4.1 forbids @skip and @include in the root selection set of a subscription; \
            the references do not know the rule yet.
            """
    ) { disagreement in
        disagreement.ours.errors.removeAll {
            $0.message.hasSuffix(
                "must not use `@skip` or `@include` directives in the top level selection.")
        }
    }
}

extension Difference {
    private static let descriptions = Difference(
        name: "descriptions on executable definitions",
        reason: """
            The September 2025 edition lets operations, fragments and variables have descriptions; \
            to the references they are syntax errors.
            """
    ) { disagreement in
        let isRefused = disagreement.theirs.errors.contains { error in
            error.message.hasSuffix("descriptions are supported only on type definitions.")
                || disagreement.ours.errors.contains {
                    $0.message.hasSuffix("are not supported on shorthand queries.")
                }
                || ["String", "BlockString"].contains {
                    error.message.hasPrefix("Syntax Error: Unexpected \($0) ")
                }
        }
        if isRefused { disagreement.theirs = disagreement.ours }
    }

    private static let stageOrder = Difference(
        name: "all errors of SDL at once",
        reason: """
            The references check the types of a schema only once its document has no errors; ours \
            reports the errors of both stages together.
            """
    ) { disagreement in
        guard disagreement.theirs.isOfDocument else { return }
        disagreement.ours.errors.removeAll { error in
            !rulesOfDocuments.contains { error.rule.hasPrefix($0) }
        }
    }

    /// How the errors begin that the references find without types.
    private static let rulesOfDocuments = [
        "There can be only one ", "Must provide only one schema definition.", "Unknown type ",
        "Unknown directive ", "Unknown argument ", "Directive ", "The directive ",
        "Cannot extend ", "Field _ can only be defined once.",
        "Enum value _ can only be defined once.", "Argument _ can only be defined once.",
    ]

    private static let deprecatedImplementations = Difference(
        name: "deprecation of implementations",
        reason: """
            Spec §3.6, IsValidImplementation, step 2.g forbids deprecating a field whose interface \
            field is not; the references do not know the rule yet.
            """
    ) { disagreement in
        disagreement.ours.errors.removeAll {
            $0.message.hasPrefix("Interface field ")
                && $0.message.hasSuffix(" must not be deprecated.")
        }
    }

    private static let defaultValues = Difference(
        name: "values of defaults",
        reason: """
            Spec §3.6.1 and §3.10 ask that a default value be compatible with its type; the \
            references build the schema without a look at it.
            """
    ) { disagreement in
        guard disagreement.text.kind == .schema else { return }
        let count = disagreement.ours.errors.count
        defer {
            // A default that they cannot read is none to them, and the argument is required.
            if disagreement.ours.errors.count < count {
                disagreement.theirs.errors.removeAll {
                    $0.message.hasSuffix(" cannot be deprecated.")
                }
            }
        }
        disagreement.ours.errors.removeAll { error in
            [" cannot represent ", " does not exist in ", "Expected value of type "]
                .contains { error.message.contains($0) }
        }
    }

    private static let conditionsWithoutValue = Difference(
        name: "conditions without a value",
        reason: """
            The references collect the fields of a subscription as execution does, and end all of \
            validation with an error of coercion where a condition has no value.
            """
    ) { disagreement in
        guard disagreement.text.kind == .validation, disagreement.theirs.errors.count == 1,
            disagreement.theirs.errors[0].message.hasPrefix("Argument \"if\" "),
            disagreement.text.text.contains("subscription")
        else { return }
        disagreement.theirs = disagreement.ours
    }
}

extension ReferenceCase {
    fileprivate var mentionsOneOf: Bool { (sdl ?? text).contains("@oneOf") }

    /// The scalars of each line.
    fileprivate var lines: [[Unicode.Scalar]] {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").unicodeScalars
            .split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    }
}

extension Disagreement {
    /// Whether graphql-core looks up a variable of OneOf in the wrong operation.
    fileprivate var isLostVariable: Bool {
        reference == .core && text.mentionsOneOf
            && theirs.errors.allSatisfy { $0.message.hasPrefix("Failure: KeyError: \"v") }
    }

    /// Moves places of the reference's errors where the moved error is one of ours.
    fileprivate mutating func movePlaces(_ move: ([Int]) -> [Int]) {
        let known = Set(ours.errors)
        for index in theirs.errors.indices where !known.contains(theirs.errors[index]) {
            let error = theirs.errors[index]
            let match = known.first { candidate in
                candidate.message == error.message
                    && candidate.places.count == error.places.count
                    && zip(candidate.places, error.places).allSatisfy { $0 == $1 || $0 == move($1) }
            }
            if let match { theirs.errors[index] = match }
        }
    }
}
