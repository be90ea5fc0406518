import Foundation
import GraphQLLanguage
import Synchronization
import Testing

@Suite("Parser limits")
struct ParserLimitsTests {
    @Test func `the defaults are those that are documented`() {
        let limits = ParserLimits()
        #expect(limits.documentBytesMax == 1_048_576)
        #expect(limits.tokensMax == 100_000)
        #expect(limits.nestingMax == 64)
    }

    @Test func `a document may have documentBytesMax bytes and not one more`() {
        let max = ParserLimits().documentBytesMax
        let padding = String(repeating: " ", count: max - 3)
        #expect(report("{a}" + padding) == "a document")
        let expected = "1:1048577 Document is longer than 1048576 bytes."
        #expect(report("{a}" + padding + " ") == expected)
    }

    @Test func `a document may have tokensMax tokens and not one more`() {
        let limits = ParserLimits(tokensMax: 5)
        #expect(report("{a b c}", limits: limits) == "a document")
        #expect(report("{a b c d}", limits: limits) == "1:9 Document has more than 5 tokens.")
        let max = ParserLimits().tokensMax
        let names = String(repeating: "a ", count: max - 2)
        #expect(report("{\(names)}") == "a document")
        #expect(report("{\(names)a}") == "1:199999 Document has more than 100000 tokens.")
    }

    @Test(arguments: NestingShape.allCases)
    func `syntax may nest nestingMax levels and not one more`(shape: NestingShape) {
        let max = ParserLimits().nestingMax
        let expected =
            "Selection sets, values or list types are nested more than 64 levels deep."
        #expect(report(shape.text(nesting: max)) == "a document")
        #expect(report(shape.text(nesting: max + 1)).hasSuffix(expected))
    }

    @Test func `neighbours do not add to the nesting`() {
        let limits = ParserLimits(nestingMax: 3)
        #expect(report("{a(x:[[1]] y:{z:[]}){b} c{d}} {e(x:[[]])}", limits: limits) == "a document")
        let expected =
            "1:9 Selection sets, values or list types are nested more than 3 levels deep."
        #expect(report("{a{b(x:[[1]])}}", limits: ParserLimits(nestingMax: 3)) == expected)
    }

    /// A stack overflow ends the whole test run: lower `nestingMax`, or make the frames smaller.
    @Test(arguments: NestingShape.allCases)
    func `the deepest tree is handled on a thread of 512 KiB`(shape: NestingShape) {
        let source = Source(shape.text(nesting: ParserLimits().nestingMax))
        let isEqual = onThread(stackBytes: 512 * 1024) {
            guard let document = try? parse(source),
                let again = try? parse(Source(GraphQLLanguage.print(document)))
            else { return false }
            return document == again && document.hashValue == again.hashValue
        }
        #expect(isEqual)
    }

    /// Unbounded input costs no more stack than the bound.
    @Test(arguments: NestingShape.allCases)
    func `endless nesting is refused on a thread of 512 KiB`(shape: NestingShape) {
        let source = Source(shape.text(nesting: 20_000))
        let isRefused = onThread(stackBytes: 512 * 1024) { (try? parse(source)) == nil }
        #expect(isRefused)
    }
}

/// The kinds of syntax that stand inside themselves.
enum NestingShape: CaseIterable {
    case fields, inlineFragments, lists, objects, listTypes

    func text(nesting levels: Int) -> String {
        switch self {
        case .fields: repeated("{a ", levels) + repeated("}", levels)
        case .inlineFragments:
            repeated("{... on A", levels - 1) + "{a}" + repeated("}", levels - 1)
        case .lists: "{a(b:" + repeated("[", levels - 1) + repeated("]", levels - 1) + ")}"
        case .objects:
            "{a(b:" + repeated("{c:", levels - 1) + "1" + repeated("}", levels - 1) + ")}"
        case .listTypes: "query($a:" + repeated("[", levels) + "A" + repeated("]", levels) + "){a}"
        }
    }

    private func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }
}

/// Runs work on a thread of its own with a stack of the given size, and waits for its answer.
private func onThread(stackBytes: Int, _ work: @escaping @Sendable () -> Bool) -> Bool {
    let answer = ThreadAnswer()
    let thread = Thread {
        let result = work()
        answer.value.withLock { $0 = result }
        answer.isDone.signal()
    }
    thread.stackSize = stackBytes
    thread.start()
    answer.isDone.wait()
    return answer.value.withLock { $0 }
}

private final class ThreadAnswer: Sendable {
    let value = Mutex(false)
    let isDone = DispatchSemaphore(value: 0)
}
