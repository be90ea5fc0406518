extension SourceFile {
    // MARK: Sizes

    var longLines: [Finding] {
        lines.enumerated().filter { $0.element.count > Rules.lineColumnsMax }.map {
            finding(
                $0.offset + 1,
                """
                The line has \($0.element.count) columns; \(Rules.lineColumnsMax) fit. Break \
                it, or run swift format.
                """)
        }
    }

    var fileTooLong: [Finding] {
        guard lines.count > Rules.fileLinesMax else { return [] }
        return [
            finding(
                lines.count,
                """
                The file has \(lines.count) lines, more than \(Rules.fileLinesMax). Split it \
                by capability.
                """)
        ]
    }

    var longFunctions: [Finding] {
        functions.filter { $0.lineCount > Rules.functionLinesMax }.map {
            finding(
                $0.line,
                """
                \($0.name) has \($0.lineCount) lines, more than \(Rules.functionLinesMax). \
                Split it, or name "\(path):\($0.name)" in Rules.longFunctions with a reason.
                """)
        }
    }

    // MARK: Words

    var bannedNames: [Finding] {
        let names = [Declaration(name: String(name), line: 1)] + types
        return names.compactMap { declaration in
            let words = Self.camelCaseWords(of: declaration.name)
            guard let word = words.first(where: Rules.bannedNameWords.contains) else {
                return nil
            }
            return finding(
                declaration.line,
                """
                "\(word)" in \(declaration.name) says nothing. Name what it is or does.
                """)
        }
    }

    /// The words of a name: `HTTPServerOptions` has `HTTP`, `Server` and `Options`.
    static func camelCaseWords(of name: String) -> [String] {
        let letters = Array(name)
        var words: [String] = []
        for (index, letter) in letters.enumerated() {
            let previous = index > 0 ? letters[index - 1] : "_"
            let next = index + 1 < letters.count ? letters[index + 1] : "_"
            let begins =
                letter.isUppercase && (!previous.isUppercase || next.isLowercase)
                || previous == "_" || previous == "+"
            if letter == "_" || letter == "+" { continue }
            if begins || words.isEmpty { words.append("") }
            words[words.count - 1].append(letter)
        }
        return words
    }

    var unfinishedMarks: [Finding] {
        comments.flatMap { comment in
            Self.unfinishedMarks(in: comment.text, path: path, firstLine: comment.line)
        }
    }

    /// Marks of unfinished work that stand as a word and carry no issue's number.
    static func unfinishedMarks(in text: String, path: String, firstLine: Int) -> [Finding] {
        var findings: [Finding] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            for mark in Rules.unfinishedMarks where hasBareMark(mark, in: line) {
                let message = """
                    \(mark) without an issue. Finish it, or write \(mark)(#number).
                    """
                findings.append(
                    Finding(path: path, line: firstLine + index, message: message))
            }
        }
        return findings
    }

    private static func hasBareMark(_ mark: String, in line: Substring) -> Bool {
        guard line.contains(mark) else { return false }
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        let count = words.count { $0 == mark }
        let numbered = line.components(splitBy: mark + "(#").dropFirst()
            .count { $0.first?.isNumber == true }
        return count > numbered
    }

    // MARK: Safety

    /// Expressions marked `unsafe` in a module that has no C library to call.
    var unsafeExpressions: [Finding] {
        guard !Architecture.unsafeModules.contains(module) else { return [] }
        return tokens.filter { $0.text == "unsafe" }.map {
            finding(
                $0.line,
                """
                "unsafe" is kept to the modules of Architecture.unsafeModules. Find a safe way, \
                such as Span.
                """)
        }
    }

    /// The lines with `@unchecked Sendable`.
    var uncheckedSendables: [Int] {
        tokens.indices.dropLast(2).compactMap { index in
            tokens[index].text == "@" && tokens[index + 1].text == "unchecked"
                && tokens[index + 2].text == "Sendable" ? tokens[index].line : nil
        }
    }

    var unexplainedUncheckedSendables: [Finding] {
        uncheckedSendables.filter { line in
            !commentBlock(above: line).contains { $0.contains("// Safety:") }
        }.map {
            finding(
                $0,
                """
                @unchecked Sendable without its reason. Write a paragraph "// Safety:" right \
                above the declaration.
                """)
        }
    }

    /// The lines of comments and attributes directly above a line.
    private func commentBlock(above line: Int) -> [Substring] {
        var block: [Substring] = []
        for text in lines.prefix(line - 1).reversed() {
            let trimmed = text.drop { $0 == " " }
            guard trimmed.hasPrefix("//") || trimmed.hasPrefix("@") && !trimmed.contains("{")
            else { break }
            block.append(trimmed)
        }
        return block
    }

    // MARK: Documentation

    /// Types of the package's API without a documentation comment, as path and name.
    var undocumentedTypes: [Declaration] {
        let keywords: Set = ["struct", "class", "enum", "actor", "protocol", "typealias"]
        return tokens.indices.dropLast().compactMap { index in
            guard keywords.contains(tokens[index].text), tokens[index + 1].isWord else {
                return nil
            }
            let modifiers = modifiers(before: index)
            let isAPI = modifiers.contains("package") || modifiers.contains("public")
            guard isAPI, !isDocumented(tokens[index].line) else { return nil }
            return Declaration(name: tokens[index + 1].text, line: tokens[index].line)
        }
    }

    private func isDocumented(_ line: Int) -> Bool {
        commentBlock(above: line).contains { $0.hasPrefix("///") }
    }

    // MARK: Statements

    /// String literals that begin as an SQL statement and have an interpolation.
    ///
    /// Prose may begin with "select" too, so a selection must name a relation or call a function.
    var interpolatedStatements: [Finding] {
        guard !Architecture.statementModules.contains(module) else { return [] }
        return strings.filter { literal in
            let text = literal.text.drop { $0.isWhitespace }
            let isShouted = text.first?.isUppercase == true
            let beginning = isShouted ? Self.shoutedPrefix(of: text) : text
            let isProse =
                beginning.hasPrefix("select ")
                && !beginning.contains("(") && !beginning.contains(" from ")
            return literal.hasInterpolation && !isProse
                && Rules.statementBeginnings.contains(where: beginning.hasPrefix)
        }.map {
            finding(
                $0.line,
                """
                A value is put into the text of a statement. Pass it as a parameter, or build \
                the statement with SQLSyntax.
                """)
        }
    }

    /// The small letters of a text that begins in capitals; `Select a file` is no statement.
    private static func shoutedPrefix(of text: Substring) -> Substring {
        let words = text.split(separator: " ", maxSplits: 1)
        guard let first = words.first, first.allSatisfy(\.isUppercase) else { return "" }
        return Substring(text.lowercased())
    }
}

extension Substring {
    /// The parts between the occurrences of a separator.
    func components(splitBy separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
