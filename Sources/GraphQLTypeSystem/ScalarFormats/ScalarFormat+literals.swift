package import GraphQLLanguage

extension ScalarFormat {
    /// Whether a literal, never null and no variable, is a value of this format.
    func accepts(_ literal: Value) -> Bool {
        self == .json || canonical(literal) != nil
    }

    /// The one spelling of the text that a literal stands for, or `nil` where it is none of this
    /// format.
    package func canonical(_ literal: Value) -> String? {
        switch literal.kind {
        case .string(let string): canonical(string.value)
        case .int(let text), .float(let text): takesNumbers ? canonical(text) : nil
        case .variable, .boolean, .null, .enum, .list, .object: nil
        }
    }
}
