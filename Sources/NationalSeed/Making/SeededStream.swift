/// Numbers that look arbitrary and follow from a key alone (SplitMix64).
///
/// Integers throughout: logarithms and roots differ in their last bit between systems.
struct SeededStream {
    private var state: UInt64

    init(_ key: UInt64) {
        state = key
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    /// A number from 0 to `bound - 1`.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True `percent` times in a hundred.
    mutating func chance(_ percent: Int) -> Bool {
        below(100) < percent
    }

    mutating func element<Element>(of elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    mutating func element<Element>(of choices: Choices<Element>) -> Element {
        choices.element(at: below(choices.total))
    }

    /// The quotient, rounded up as often as the remainder says, so that small shares add up.
    mutating func rounded(_ dividend: Int, over divisor: Int) -> Int {
        dividend / divisor + (below(divisor) < dividend % divisor ? 1 : 0)
    }

    /// The finalizer of SplitMix64: each bit of the result depends on each bit of the word.
    static func mixed(_ word: UInt64) -> UInt64 {
        var word = word
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// Elements of which some are taken more often than others.
struct Choices<Element> {
    let total: Int
    private let elements: [(element: Element, weight: Int)]

    init(_ elements: [(Element, Int)]) {
        self.elements = elements.map { (element: $0.0, weight: $0.1) }
        total = elements.reduce(0) { $0 + $1.1 }
    }

    func element(at position: Int) -> Element {
        var remaining = position
        for (element, weight) in elements {
            if remaining < weight { return element }
            remaining -= weight
        }
        preconditionFailure("a position beyond the total of the weights")
    }
}

extension Choices: Sendable where Element: Sendable {}
