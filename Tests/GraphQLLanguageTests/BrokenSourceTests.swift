import Foundation
import GraphQLLanguage
import Testing

@Suite("Broken sources")
struct BrokenSourceTests {
    @Test(arguments: [Samples.executable, Samples.typeSystem] + Samples.small)
    func `a document cut off after any byte gives a document or a located error`(text: String) {
        let bytes = Array(text.utf8)
        for count in 0...bytes.count {
            let failure = violation(of: Array(bytes.prefix(count)))
            #expect(failure == nil, "after \(count) bytes: \(failure ?? "")")
        }
    }

    /// Set `MOUWAKABA_SEED` to the seed of a failure to run it again.
    @Test func `100,000 mutations each give a document or a located error`() {
        let seed =
            ProcessInfo.processInfo.environment["MOUWAKABA_SEED"].flatMap { UInt64($0) }
            ?? UInt64.random(in: 0...UInt64.max)
        var mutator = Mutator(seed: seed)
        for round in 0..<100_000 {
            let bytes = mutator.nextSource()
            guard let failure = violation(of: bytes) else { continue }
            let text = String(decoding: bytes, as: UTF8.self).debugDescription
            Issue.record("MOUWAKABA_SEED=\(seed), round \(round), \(text): \(failure)")
            return
        }
    }

    /// What is wrong with how the bytes are parsed, or `nil`.
    private func violation(of bytes: [UInt8]) -> String? {
        do throws(SyntaxError) {
            let document = try parse(Source(bytes: bytes))
            let printed = GraphQLLanguage.print(document)
            guard let again = try? parse(Source(printed)) else { return "cannot read \(printed)" }
            return again == document ? nil : "reads differently: \(printed)"
        } catch {
            let isLocated = 0...bytes.count ~= error.location.offset
            let isWorded = error.message.utf8.count > "Syntax Error: .".utf8.count
            return isLocated && isWorded ? nil : "\(error.location.offset) \(error.message)"
        }
    }
}

/// Makes broken sources out of the small samples, the same ones from the same seed.
private struct Mutator {
    private var generator: SplitMix64
    private let samples = Samples.small.map { Array($0.utf8) }
    private let tokens: [[UInt8]] = [
        "{", "}", "(", ")", "[", "]", "!", "$", "&", "|", "=", ":", "@", "...", "\"", "\"\"\"",
        "\\",
        "\\u", "#", "0", "1", "-", ".", "e", "\n", "\r", ",", " ", "on", "null", "true", "type",
        "extend", "implements", "repeatable", "query", "ش", "📚", "\u{FEFF}", "\u{0}", "\"ق\"",
    ].map { Array($0.utf8) }

    init(seed: UInt64) {
        generator = SplitMix64(state: seed)
    }

    mutating func nextSource() -> [UInt8] {
        var bytes = pick(samples)
        for _ in 0...below(3) { mutate(&bytes) }
        return bytes
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        let offset = below(bytes.count + 1)
        let end = min(bytes.count, offset + 1 + below(4))
        switch below(6) {
        case 0: bytes.removeSubrange(offset..<end)
        case 1: bytes.insert(contentsOf: pick(tokens), at: offset)
        case 2: bytes.replaceSubrange(offset..<end, with: pick(tokens))
        case 3: bytes.insert(contentsOf: Array(bytes[offset..<end]), at: offset)
        case 4: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: offset)
        default: swap(&bytes, offset)
        }
    }

    private mutating func swap(_ bytes: inout [UInt8], _ offset: Int) {
        guard offset < bytes.count else { return }
        bytes.swapAt(offset, below(bytes.count))
    }

    private mutating func pick(_ choices: [[UInt8]]) -> [UInt8] {
        choices[below(choices.count)]
    }

    private mutating func below(_ bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &generator)
    }
}

/// The generator of Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
