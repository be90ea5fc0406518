package import GraphQLLanguage

/// One violation of a validation rule (spec §5) and the nodes that take part in it.
package struct ValidationError: Hashable, Sendable {
    package let message: String
    /// Where the nodes begin; empty for the error that says that validation was aborted.
    package let locations: [SourceLocation]

    package init(message: String, locations: [SourceLocation]) {
        self.message = message
        self.locations = locations
    }
}

/// Why a document is not valid; never empty.
package struct ValidationErrors: Error, Hashable, Sendable {
    package let errors: [ValidationError]
}

/// Thrown by a collector that has taken one error more than it may keep; ends the validation.
package struct ValidationAborted: Error {}

/// Collects errors up to a bound, so that no document makes the validator say more than a reader
/// needs.
package struct ErrorCollector: Sendable {
    private(set) package var errors: [ValidationError] = []
    private let errorsMax: Int

    package init(errorsMax: Int) {
        self.errorsMax = errorsMax
    }

    /// Keeps an error, or notes that there were too many and aborts the validation.
    package mutating func report(
        _ message: String, at locations: [SourceLocation]
    ) throws(ValidationAborted) {
        guard errors.count < errorsMax else {
            let message = "Too many validation errors, error limit reached. Validation aborted."
            errors.append(ValidationError(message: message, locations: []))
            throw ValidationAborted()
        }
        errors.append(ValidationError(message: message, locations: locations))
    }
}
