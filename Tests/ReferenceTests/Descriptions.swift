import GraphQLLanguage

/// Descriptions of executable definitions, which the references do not know yet.
enum Descriptions {
    /// The text with blanks for each such description, so that everything else keeps its place;
    /// the text itself where it cannot be parsed.
    static func blanked(in text: String) -> String {
        guard let document = try? parse(Source(text)) else { return text }
        let starts = document.definitions.flatMap(descriptions).map(\.location.offset)
        guard !starts.isEmpty else { return text }
        let scalars = Array(text.unicodeScalars)
        var offset = 0
        var positions: [Int: Int] = [:]
        for (position, scalar) in scalars.enumerated() {
            positions[offset] = position
            offset += UTF8.width(scalar)
        }
        var result = scalars
        for start in starts.compactMap({ positions[$0] }) {
            for position in start..<end(ofStringAt: start, in: scalars)
            where !["\n", "\r"].contains(scalars[position]) {
                result[position] = " "
            }
        }
        return String(String.UnicodeScalarView(result))
    }

    private static func descriptions(_ definition: Definition) -> [StringValue] {
        switch definition {
        case .operation(let operation):
            ([operation.description] + operation.variableDefinitions.map(\.description)).compactMap
            { $0 }
        case .fragment(let fragment): [fragment.description].compactMap { $0 }
        case .typeSystem, .typeSystemExtension: []
        }
    }

    /// The position after the string, block or not, that begins at a position.
    private static func end(ofStringAt start: Int, in scalars: [Unicode.Scalar]) -> Int {
        let quotes = Array(repeating: Unicode.Scalar("\""), count: 3)
        let isBlock = scalars[start...].starts(with: quotes)
        var position = start + (isBlock ? 3 : 1)
        while position < scalars.count {
            let rest = scalars[position...]
            if isBlock, rest.starts(with: quotes) { return position + 3 }
            if !isBlock, rest.first == "\"" { return position + 1 }
            let isEscape = rest.first == "\\" && (!isBlock || rest.dropFirst().starts(with: quotes))
            position += isEscape ? (isBlock ? 4 : 2) : 1
        }
        return position
    }
}

extension Verdict {
    /// What is said of a text without the descriptions, for what is compared as printed.
    static func parsingBlanked(_ text: String) -> Verdict {
        parsing(Descriptions.blanked(in: text))
    }
}
