import GraphQLLanguage

/// Changes texts a token or a name at a time, so that some rule or production is broken.
struct TextMutation {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    private static let punctuation = [
        "{", "}", "(", ")", "[", "]", ":", "=", "!", "|", "&", "@", "$", "...", "..", "'",
    ]
    private static let words = [
        "type", "query", "fragment", "on", "extend", "implements", "true", "null", "enum", "input",
        "schema", "directive", "repeatable", "subscription", "union", "Q9", "__x", "FIELD",
    ]
    private static let values = [
        "1", "-0", "00", "1.", "1.5e", "0x1", "-", "1e+10", "12a", "\"s\"", "\"", "\"\"\"",
        #""\u{1F600}""#, #""\uD83D\uDE00""#, #""\uD800""#, #""\x""#, #""\u00""#, #""\u{110000}""#,
        "\"\"\"a\\\"\"\"b\"\"\"", "\"\"\"\n   two\n  lines\n\"\"\"", "\"é😀\"", "é", "😀", "\u{7F}",
        "#c\n", "\u{FEFF}", ",", "\t", "\"a\nb\"", #""\n\/\b\f\r\t\\""#, "\"\u{0}\"", "?", "\\",
    ]

    /// Replaces, removes, doubles or inserts one token or swaps two.
    mutating func mutateToken(_ text: String) -> String {
        var tokens = Self.tokens(of: text)
        guard tokens.count > 1 else { return anyToken() }
        let index = random.number(0...(tokens.count - 2))
        switch random.number(0...4) {
        case 0: tokens.remove(at: index)
        case 1: tokens.insert(tokens[index], at: index)
        case 2: tokens.swapAt(index, index + 1)
        case 3: tokens[index] = anyToken()
        default: tokens.insert(anyToken(), at: index)
        }
        return tokens.joined()
    }

    /// Writes one of the text's names, or a value, in the place of another.
    mutating func mutateName(_ text: String) -> String {
        var tokens = Self.tokens(of: text)
        let names = tokens.indices.filter { tokens[$0].first.map(Self.beginsWord) ?? false }
        guard names.count > 1 else { return text }
        for _ in 0..<random.number(1...2) {
            let target = random.pick(names)
            tokens[target] =
                random.once(in: 5) ? tokens[target] + "x" : tokens[random.pick(names)]
        }
        return tokens.joined()
    }

    /// Tokens one after the other, without any sense.
    mutating func soup() -> String {
        (0..<random.number(1...12)).map { _ in anyToken() }.joined(separator: " ")
    }

    private mutating func anyToken() -> String {
        random.pick(
            [Self.punctuation, Self.punctuation, Self.words, Self.values][
                random.number(0...3)])
    }

    private static func beginsWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// The words of a text, and each character between them by itself.
    private static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var isInWord = false
        for character in text {
            let isWord = beginsWord(character)
            if isWord, isInWord {
                tokens[tokens.count - 1].append(character)
            } else {
                tokens.append(String(character))
            }
            isInWord = isWord
        }
        return tokens
    }
}
