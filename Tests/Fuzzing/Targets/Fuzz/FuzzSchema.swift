import GraphQLLanguage
import GraphQLTypeSystem

/// The schema of the validator's target: a little of everything, with short names, so that
/// mutations often hit one.
let fuzzSchema: Schema = {
    do {
        return try Schema.build(from: parse(Source(sdl)))
    } catch {
        fatalError("the schema is wrong: \(error)")
    }
}()

private let sdl = """
    type Query {
      a(i: Int, f: Float! = 1.5, s: String, b: Boolean, id: ID, e: E, l: [[Int!]!]): A
      n(x: I, o: O): N
      u(r: Int!): [U!]!
      s: String!
    }
    type Mutation { a(x: I!): A }
    type Subscription { a: A s: Int }
    interface M { id: ID! }
    interface N implements M { id: ID! n(k: Int): N e: E }
    type A implements N & M { id: ID! n(k: Int): N e: E a: A b: [B!] d: D }
    type B implements M { id: ID! e: [E] a: A! b: B d: Int }
    union U = A | B
    enum E { X Y Z }
    input I { i: Int! = 1 s: String o: O l: [I!] e: E }
    input O @oneOf { i: Int s: String x: I }
    scalar D @specifiedBy(url: "https://example.org/d")
    directive @r(k: Int! = 0, o: O) repeatable on FIELD | QUERY | FRAGMENT_SPREAD
    directive @q(k: Int!) on FIELD | VARIABLE_DEFINITION | INLINE_FRAGMENT | FRAGMENT_DEFINITION
    """
