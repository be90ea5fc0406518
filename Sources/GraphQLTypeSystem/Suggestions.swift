/// Puts a name between the quotation marks that every error message uses.
package func quoted(_ text: some StringProtocol) -> String {
    "\"\(text)\""
}

/// The options that a reader may have meant by `input`, nearest first.
///
/// An option qualifies if it takes at most two fifths of the input's length, plus one, edits to
/// reach it.
package func suggestions(for input: String, among options: some Sequence<String>) -> [String] {
    let distance = LexicalDistance(input)
    let threshold = input.unicodeScalars.count * 2 / 5 + 1
    var distances: [String: Int] = [:]
    for option in options {
        distances[option] = distance.measure(option, threshold: threshold)
    }
    return distances.sorted { lhs, rhs in
        lhs.value != rhs.value
            ? lhs.value < rhs.value : naturallyPrecedes(lhs.key, rhs.key)
    }.map(\.key)
}

/// ` Did you mean "a", "b", or "c"?` for at most five suggestions, and nothing for none.
package func didYouMean(_ suggestions: [String], _ introduction: String = "") -> String {
    let shownMax = 5
    let names = suggestions.prefix(shownMax).map { quoted($0) }
    guard let last = names.last else { return "" }
    let start = " Did you mean \(introduction.isEmpty ? "" : introduction + " ")"
    switch names.count {
    case 1: return "\(start)\(last)?"
    case 2: return "\(start)\(names[0]) or \(last)?"
    default: return "\(start)\(names.dropLast().joined(separator: ", ")), or \(last)?"
    }
}

/// Orders names with their numbers by value: `year2` before `year10`.
package func naturallyPrecedes(_ lhs: String, _ rhs: String) -> Bool {
    let left = naturalParts(lhs)
    let right = naturalParts(rhs)
    for (leftPart, rightPart) in zip(left, right) where leftPart != rightPart {
        if let leftNumber = Int(leftPart), let rightNumber = Int(rightPart),
            leftNumber != rightNumber
        {
            return leftNumber < rightNumber
        }
        return leftPart < rightPart
    }
    return left.count == right.count ? lhs < rhs : left.count < right.count
}

/// Splits a name into its runs of digits and of other bytes.
private func naturalParts(_ name: String) -> [String] {
    var parts: [[UInt8]] = []
    var lastIsDigit: Bool?
    for byte in name.utf8 {
        let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        if isDigit == lastIsDigit {
            parts[parts.count - 1].append(byte)
        } else {
            parts.append([byte])
        }
        lastIsDigit = isDigit
    }
    return parts.map { String(decoding: $0, as: UTF8.self) }
}

/// Counts the edits between a fixed input and other names (optimal string alignment).
///
/// An edit inserts, deletes or replaces one character, or swaps two neighbours; any change of case
/// alone is one edit.
private struct LexicalDistance {
    private let input: String
    private let lowercased: [Unicode.Scalar]

    init(_ input: String) {
        self.input = input
        self.lowercased = Array(input.lowercased().unicodeScalars)
    }

    /// The number of edits, or `nil` if it is greater than the threshold.
    func measure(_ option: String, threshold: Int) -> Int? {
        if option == input { return 0 }
        let other = Array(option.lowercased().unicodeScalars)
        if other == lowercased { return 1 }
        let (long, short) =
            other.count < lowercased.count ? (lowercased, other) : (other, lowercased)
        guard long.count - short.count <= threshold else { return nil }
        let distance = edits(from: long, to: short, threshold: threshold)
        return distance.flatMap { $0 <= threshold ? $0 : nil }
    }

    /// Fills one row of the table of distances a character of `long`, and keeps the two before.
    private func edits(
        from long: [Unicode.Scalar], to short: [Unicode.Scalar], threshold: Int
    ) -> Int? {
        var beforeLast = Array(repeating: 0, count: short.count + 1)
        var last = Array(0...short.count)
        var row = beforeLast
        for i in long.indices {
            row[0] = i + 1
            var least = i + 1
            for j in short.indices {
                let cost = long[i] == short[j] ? 0 : 1
                var cell = min(last[j + 1] + 1, row[j] + 1, last[j] + cost)
                if i > 0, j > 0, long[i] == short[j - 1], long[i - 1] == short[j] {
                    cell = min(cell, beforeLast[j - 1] + 1)
                }
                row[j + 1] = cell
                least = min(least, cell)
            }
            if least > threshold { return nil }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[short.count]
    }
}
