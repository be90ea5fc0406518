import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import JSONBytes

/// What is fed with hostile bytes, each with the laws that must hold whatever they are.
enum FuzzTarget: String, CaseIterable {
    case lexer, parser, validator, schema, json

    func run(_ bytes: [UInt8]) {
        switch self {
        case .lexer: lex(bytes)
        case .parser: parseAndPrint(bytes)
        case .validator: validateOperation(bytes)
        case .schema: buildSchema(bytes)
        case .json: scanJSON(bytes)
        }
    }
}

/// Tokens stand in order within the source and end; their values can be read.
private func lex(_ bytes: [UInt8]) {
    let source = Source(bytes: bytes)
    var lexer = Lexer()
    var end = 0
    do throws(SyntaxError) {
        while true {
            let token = try lexer.next(in: source.bytes.span)
            precondition(end <= token.start && token.end <= bytes.count, "tokens overlap")
            if token.kind == .endOfFile { break }
            precondition(token.start < token.end, "a token is empty")
            end = token.end
            _ = try Lexer.value(of: token, in: source.bytes.span)
        }
    } catch {
        check(error, source)
    }
}

/// An error stands within the source and can be worded.
private func check(_ error: SyntaxError, _ source: Source) {
    precondition(0...source.bytes.count ~= error.location.offset, "an error stands outside")
    precondition(!error.message.isEmpty, "an error says nothing")
    let position = source.position(of: error.location)
    precondition(position.line >= 1 && position.column >= 1, "a position is below 1")
}

/// The document of a source, or `nil` where it is none.
private func document(_ bytes: [UInt8]) -> Document? {
    let source = Source(bytes: bytes)
    do throws(SyntaxError) {
        return try parse(source)
    } catch {
        check(error, source)
        return nil
    }
}

/// `parse(print(d)) == d`, and printing is stable.
private func parseAndPrint(_ bytes: [UInt8]) {
    guard let first = document(bytes) else { return }
    let text = print(first)
    let limits = ParserLimits(documentBytesMax: 1 << 26)
    guard let second = try? parse(Source(text), limits: limits) else {
        fatalError("a printed document is not parsed")
    }
    precondition(first == second, "a printed document says something else")
    precondition(print(second) == text, "printing twice differs")
}

/// A document is valid, or has errors that stand within it, the same ones each time.
private func validateOperation(_ bytes: [UInt8]) {
    guard let document = document(bytes) else { return }
    let limits = ValidationLimits(fieldMergesMax: 20_000, fragmentVisitsMax: 10_000)
    guard case .failure(let failure) = validate(document, against: fuzzSchema, limits: limits)
    else { return }
    precondition(!failure.errors.isEmpty, "an invalid document has no errors")
    precondition(failure.errors.count <= limits.errorsMax + 1, "too many errors")
    for error in failure.errors {
        precondition(!error.message.isEmpty, "an error says nothing")
        precondition(error.locations.allSatisfy { 0..<bytes.count ~= $0.offset }, "stands outside")
    }
}

/// A schema that builds prints a document that builds the same schema.
private func buildSchema(_ bytes: [UInt8]) {
    guard let document = document(bytes) else { return }
    do throws(SchemaErrors) {
        let text = print(try Schema.build(from: document).document)
        guard let printed = try? parse(Source(text)) else { fatalError("SDL is not parsed") }
        let second = try Schema.build(from: printed)
        precondition(print(second.document) == text, "a schema prints another schema")
    } catch {
        precondition(!error.errors.isEmpty, "a wrong schema has no errors")
    }
}

/// A value that is read is written as a text that reads as the same value.
private func scanJSON(_ bytes: [UInt8]) {
    do throws(JSONError) {
        let value = try parseJSON(bytes.span, limits: JSONLimits())
        var writer = JSONWriter()
        writer.append(value)
        let limits = JSONLimits(bytesMax: 1 << 26)
        guard let second = try? parseJSON(writer.bytes.span, limits: limits) else {
            fatalError("written JSON is not read")
        }
        precondition(second == value, "written JSON says something else")
    } catch {
        precondition(0...bytes.count ~= error.offset, "an error stands outside")
        precondition(!"\(error)".isEmpty, "an error says nothing")
    }
}
