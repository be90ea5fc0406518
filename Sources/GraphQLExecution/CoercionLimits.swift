/// The bounds of coercion, which keep a wrong request from costing more than a right one.
package struct CoercionLimits: Hashable, Sendable {
    /// Errors of one request: variables that are wrong in a thousand places need no thousand
    /// sentences.
    package var errorsMax: Int

    package init(errorsMax: Int = 50) {
        self.errorsMax = errorsMax
    }
}

/// The bounds on how much of a client's value an error message repeats.
package enum PresentationLimits {
    /// Unicode scalars of one string.
    package static let stringScalarsMax = 120
    /// Elements of one list or members of one object.
    package static let elementsMax = 10
    /// Lists and objects within one another.
    package static let nestingMax = 2
}
