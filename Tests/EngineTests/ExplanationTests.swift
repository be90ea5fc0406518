import Engine
import TestSupport
import Testing

@Suite("Explanations")
struct ExplanationTests {
    private func refusal(variables: String) throws -> String? {
        let explanation = Explanation(mapping: try SampleSchema.mapping())
        do {
            _ = try explanation.text(
                of: Array("{ books { totalCount } }".utf8), operationName: nil,
                variables: variables, roles: ["READER"])
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `variables that are no object are refused, not passed over`() throws {
        #expect(try refusal(variables: "{}") == nil)
        #expect(try refusal(variables: "[1]") == "The variables must be a JSON object.")
        let malformed = try refusal(variables: "{")
        #expect(malformed?.hasPrefix("The variables are not valid JSON: ") == true)
    }
}
