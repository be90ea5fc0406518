import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import JSONBytes

/// What an implementation says of a case: its errors, and the text that it prints.
struct Verdict: Hashable, Sendable {
    var errors: [ReportedError]
    var printed: String?
    /// Whether a reference finds fault with the document of a schema alone.
    var isOfDocument = false

    /// An error as it is presented.
    struct ReportedError: Hashable, Sendable, Comparable {
        var message: String
        /// Line and column of each node.
        var places: [[Int]]

        static func < (left: Self, right: Self) -> Bool {
            (left.message, "\(left.places)") < (right.message, "\(right.places)")
        }

        /// The message without what it quotes, which tells the rules apart.
        var rule: String {
            message.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined(separator: "_")
        }
    }

    /// The errors with the order kept within each rule and not between rules.
    var byRule: [String: [ReportedError]] { Dictionary(grouping: errors, by: \.rule) }
}

// MARK: - The references

extension Verdict {
    /// A reference's answer; graphql-core's quotes become those of graphql-js.
    init(_ answer: JSONObject, of reference: Reference) throws {
        if case .string(let failure) = answer["failure"] {
            self.init(errors: [ReportedError(message: "Failure: \(failure)", places: [])])
            return
        }
        guard case .array(let errors) = answer["errors"] else {
            throw ReferenceFailure(reference, "An answer has no errors.")
        }
        self.init(errors: errors.map(ReportedError.init), printed: nil)
        if case .string(let text) = answer["printed"] { printed = text }
        if case .string("document") = answer["stage"] { isOfDocument = true }
    }
}

extension Verdict.ReportedError {
    fileprivate init(_ value: JSONValue) {
        self.init(message: "", places: [])
        guard case .object(let error) = value else { return }
        if case .string(let text) = error["message"] { message = text }
        guard case .array(let locations) = error["locations"] else { return }
        places = locations.map { location in
            guard case .object(let place) = location else { return [] }
            return ["line", "column"].map { name in
                guard case .number(let text) = place[name] else { return 0 }
                return Int(text) ?? 0
            }
        }
    }
}

// MARK: - Ours

extension Verdict {
    static func parsing(_ text: String) -> Verdict {
        let source = Source(text)
        do throws(SyntaxError) {
            return Verdict(errors: [], printed: print(try parse(source)))
        } catch {
            return Verdict(error, in: source)
        }
    }

    static func buildingSchema(_ sdl: String) -> Verdict {
        let source = Source(sdl)
        do throws(SyntaxError) {
            let document = try parse(source)
            do throws(SchemaErrors) {
                _ = try Schema.build(from: document)
                return Verdict(errors: [])
            } catch {
                return Verdict(
                    errors: error.errors.map { .init($0.message, $0.locations, source) })
            }
        } catch {
            return Verdict(error, in: source)
        }
    }

    static func validating(_ text: String, against schema: Schema) -> Verdict {
        let source = Source(text)
        do throws(SyntaxError) {
            switch validate(try parse(source), against: schema) {
            case .success: return Verdict(errors: [])
            case .failure(let failure):
                return Verdict(
                    errors: failure.errors.map { .init($0.message, $0.locations, source) })
            }
        } catch {
            return Verdict(error, in: source)
        }
    }

    private init(_ error: SyntaxError, in source: Source) {
        self.init(errors: [.init(error.message, [error.location], source)], printed: nil)
    }
}

extension Verdict.ReportedError {
    fileprivate init(_ message: String, _ locations: [SourceLocation], _ source: Source) {
        self.init(
            message: message,
            places: locations.map { location in
                let position = source.position(of: location)
                return [position.line, position.column]
            })
    }
}
