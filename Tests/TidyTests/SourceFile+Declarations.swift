extension SourceFile {
    struct Declaration: Hashable {
        var name: String
        var line: Int
    }

    struct Function: Hashable {
        var name: String
        var line: Int
        var lineCount: Int
    }

    private static let typeKeywords: Set = [
        "struct", "class", "enum", "actor", "protocol", "typealias",
    ]

    private static let modifiers: Set = [
        "private", "fileprivate", "internal", "package", "public", "static", "nonisolated",
        "final", "indirect", "lazy", "weak", "override", "mutating", "class",
    ]

    /// The types that the file declares, extensions left out.
    var types: [Declaration] {
        tokens.indices.dropLast().compactMap { index in
            let name = tokens[index + 1]
            guard Self.typeKeywords.contains(tokens[index].text), name.isWord,
                !(index > 0 && tokens[index - 1].text == "."), name.text != "func",
                name.text.first?.isUppercase == true
            else { return nil }
            return Declaration(name: name.text, line: tokens[index].line)
        }
    }

    /// The words before a token that belong to the same declaration.
    func modifiers(before index: Int) -> [String] {
        var result: [String] = []
        var position = index - 1
        while position >= 0, Self.modifiers.contains(tokens[position].text) {
            result.append(tokens[position].text)
            position -= 1
        }
        return result
    }

    // MARK: Functions

    /// The functions, initialisers and subscripts that have a body.
    var functions: [Function] {
        tokens.indices.compactMap(function(at:))
    }

    private func function(at index: Int) -> Function? {
        let keyword = tokens[index].text
        let follower = index + 1 < tokens.count ? tokens[index + 1].text : ""
        if index > 0, [".", "case"].contains(tokens[index - 1].text) { return nil }
        let name: String
        switch keyword {
        case "func": name = tokens[index + 1 < tokens.count ? index + 1 : index].text
        case "init", "subscript":
            guard ["(", "?", "<"].contains(follower) else { return nil }
            name = keyword
        case "deinit": name = keyword
        default: return nil
        }
        guard let open = bodyStart(after: index), let close = closingBrace(of: open) else {
            return nil
        }
        let lineCount = tokens[close].line - tokens[index].line + 1
        return Function(name: name, line: tokens[index].line, lineCount: lineCount)
    }

    /// The brace that opens a body; none if the declaration is a requirement of a protocol.
    private func bodyStart(after index: Int) -> Int? {
        var depth = 0
        for position in tokens.indices[(index + 1)...] {
            switch tokens[position].text {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return position
            case "}" where depth == 0: return nil
            case "func", "init", "var", "let", "case", "static", "associatedtype":
                if depth == 0, tokens[position].line > tokens[index].line { return nil }
            default: break
            }
        }
        return nil
    }

    func closingBrace(of open: Int) -> Int? {
        var depth = 0
        for position in tokens.indices[open...] {
            switch tokens[position].text {
            case "{": depth += 1
            case "}":
                depth -= 1
                if depth == 0 { return position }
            default: break
            }
        }
        return nil
    }

    // MARK: Bounds

    /// The bounds that the file declares: properties that end in `Max`, of a type that ends in
    /// `Limits` or static, private ones left out.
    var bounds: [Declaration] {
        let limits = limitsRanges
        return tokens.indices.dropLast().compactMap { index in
            guard ["let", "var"].contains(tokens[index].text) else { return nil }
            let name = tokens[index + 1]
            let modifiers = modifiers(before: index)
            guard name.text.hasSuffix("Max"), !modifiers.contains("private"),
                modifiers.contains("static") || limits.contains(where: { $0.contains(index) })
            else { return nil }
            return Declaration(name: name.text, line: name.line)
        }
    }

    private var limitsRanges: [Range<Int>] {
        tokens.indices.dropLast().compactMap { index in
            guard tokens[index].text == "struct", tokens[index + 1].text.hasSuffix("Limits"),
                let open = tokens.indices[index...].first(where: { tokens[$0].text == "{" }),
                let close = closingBrace(of: open)
            else { return nil }
            return open..<close
        }
    }
}
