import JSONBytes
import Testing

/// No text may stop the server, and what is written must read back as it was.
@Suite("JSON laws")
struct JSONLawTests {
    private static let sample = Array(
        (#" {"الاسم":"مدرسة \"الأمل\" \ud83d\ude00\u0645","#
            + #""n":[-0.5e-3,10,null,true,false,{}],"é":{"a":[[]]}}"#).utf8)

    @Test func `a text cut at any byte is refused at a place within it`() {
        for length in Self.sample.indices {
            let cut = Array(Self.sample[..<length])
            do throws(JSONError) {
                let value = try parseJSON(cut.span, limits: JSONLimits())
                Issue.record("A text cut at \(length) was read as \(value).")
            } catch {
                #expect((0...length).contains(error.offset))
                #expect(error.message.hasSuffix(" at byte \(error.offset)."))
            }
        }
    }

    @Test func `twenty thousand mutations give a value or a located error`() {
        let seed = UInt64.random(in: 1...UInt64.max)
        var random = SeededGenerator(state: seed)
        for round in 0..<20_000 {
            let text = Self.mutated(&random)
            do throws(JSONError) {
                let value = try parseJSON(text.span, limits: JSONLimits())
                #expect(Self.readsBack(value), "seed \(seed), round \(round)")
            } catch {
                let isLocated = (0...text.count).contains(error.offset) && !error.message.isEmpty
                #expect(isLocated, "seed \(seed), round \(round)")
            }
        }
    }

    @Test func `any value that is written reads back as it was`() {
        let seed = UInt64.random(in: 1...UInt64.max)
        var random = SeededGenerator(state: seed)
        for round in 0..<2_000 {
            let value = Self.randomValue(depth: 4, &random)
            #expect(Self.readsBack(value), "seed \(seed), round \(round): \(value)")
        }
    }

    @Test func `any finite double reads back bit for bit`() {
        let seed = UInt64.random(in: 1...UInt64.max)
        var random = SeededGenerator(state: seed)
        for _ in 0..<20_000 {
            let double = Double(bitPattern: random.next())
            var writer = JSONWriter()
            guard writer.append(double: double) else { continue }
            let value = try? parseJSON(writer.bytes.span, limits: JSONLimits())
            guard case .number(let text) = value else {
                Issue.record("seed \(seed): \(double) was not written as a number.")
                return
            }
            #expect(Double(text)?.bitPattern == double.bitPattern, "seed \(seed)")
        }
    }

    private static func readsBack(_ value: JSONValue) -> Bool {
        var writer = JSONWriter()
        writer.append(value)
        return (try? parseJSON(writer.bytes.span, limits: JSONLimits())) == value
    }

    private static func mutated(_ random: inout SeededGenerator) -> [UInt8] {
        var text = sample
        for _ in 0..<Int.random(in: 1...4, using: &random) where !text.isEmpty {
            let place = Int.random(in: text.indices, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: text[place] = UInt8.random(in: .min ... .max, using: &random)
            case 1: text.remove(at: place)
            case 2: text.insert(sample.randomElement(using: &random) ?? 0, at: place)
            default: text.removeSubrange(place..<min(place + 5, text.count))
            }
        }
        return text
    }

    private static func randomValue(depth: Int, _ random: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &random) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &random))
        case 2: return .number("\(Int64.random(in: .min ... .max, using: &random))")
        case 3: return .string(randomString(&random))
        case 4:
            let count = Int.random(in: 0...4, using: &random)
            return .array((0..<count).map { _ in randomValue(depth: depth - 1, &random) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                object.append(
                    name: randomString(&random), value: randomValue(depth: depth - 1, &random))
            }
            return .object(object)
        }
    }

    private static func randomString(_ random: inout SeededGenerator) -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "\"", "\\", "\n", "\0", "\u{1F}", "م", "ر", "é", "😀", "/",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            text.append(alphabet.randomElement(using: &random) ?? "a")
        }
        return String(text)
    }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
