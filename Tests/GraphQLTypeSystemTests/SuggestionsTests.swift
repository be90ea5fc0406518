import GraphQLTypeSystem
import Testing

@Suite("Suggestions")
struct SuggestionsTests {
    @Test func `names within two fifths of the length in edits are suggested, nearest first`() {
        let options = ["school", "schools", "shcool", "pool", "community"]
        #expect(
            suggestions(for: "school", among: options) == ["school", "schools", "shcool", "pool"])
        #expect(
            suggestions(for: "scool", among: options) == ["school", "shcool", "pool", "schools"])
        #expect(suggestions(for: "x", among: options).isEmpty)
    }

    @Test func `a change of case alone is one edit`() {
        #expect(suggestions(for: "SCHOOL", among: ["school"]) == ["school"])
        #expect(suggestions(for: "x", among: ["X", "y"]) == ["X", "y"])
    }

    @Test func `numbers in names are ordered by value`() {
        #expect(
            suggestions(for: "year", among: ["year10", "year2", "year1"]) == [
                "year1", "year2", "year10",
            ])
        #expect(naturallyPrecedes("year2", "year10"))
        #expect(!naturallyPrecedes("year10", "year2"))
        #expect(naturallyPrecedes("year", "year1"))
    }

    @Test func `at most five suggestions are spelt out`() {
        #expect(didYouMean([]) == "")
        #expect(didYouMean(["a"]) == #" Did you mean "a"?"#)
        #expect(didYouMean(["a", "b"]) == #" Did you mean "a" or "b"?"#)
        let three = #" Did you mean the field "a", "b", or "c"?"#
        #expect(didYouMean(["a", "b", "c"], "the field") == three)
        let five = #" Did you mean "a", "b", "c", "d", or "e"?"#
        #expect(didYouMean(["a", "b", "c", "d", "e"]) == five)
        #expect(didYouMean(["a", "b", "c", "d", "e", "f"]) == five)
    }
}
