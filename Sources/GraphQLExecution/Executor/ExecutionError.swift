package import GraphQLLanguage

/// Something that went wrong at one position of a response (*execution error*, spec §6.4.4).
package struct ExecutionError: Hashable, Sendable {
    package let message: String
    /// Where each of the fields stands that share the response position.
    package let locations: [SourceLocation]
    package let path: [ResponsePathSegment]
    package let origin: Origin

    /// Whose mistake the error is.
    package enum Origin: Hashable, Sendable {
        /// The arguments of the field: the client's.
        case arguments
        /// The value of the field: the server's.
        case value
    }

    package init(
        _ origin: Origin, message: String, locations: [SourceLocation], path: [ResponsePathSegment]
    ) {
        self.origin = origin
        self.message = message
        self.locations = locations
        self.path = path
    }
}

/// A step of a response path (spec §7.1.2).
package enum ResponsePathSegment: Hashable, Sendable {
    case responseName(String)
    case index(Int)
}

/// The bounds of an execution in memory.
package struct ExecutionLimits: Hashable, Sendable {
    /// Values completed for one operation, lists and objects included.
    ///
    /// A type refers to types, so that a short selection of introspection or of a mock may ask for
    /// more than any client can read.
    package var valuesMax: Int

    package init(valuesMax: Int = 1_000_000) {
        self.valuesMax = valuesMax
    }
}

/// An operation that asks for more than `ExecutionLimits` allow; nothing of it is answered.
package struct ExecutionLimitExceeded: Error, Hashable, Sendable {
    package let valuesMax: Int
    /// Where the field stands whose values were one too many.
    package let location: SourceLocation

    package var message: String {
        "The operation asks for more than \(valuesMax) values; select less or nest less deeply."
    }
}
