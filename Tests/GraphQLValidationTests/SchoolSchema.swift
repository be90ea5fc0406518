import GraphQLLanguage
import GraphQLTypeSystem

/// The schema that the documents of these tests are about.
enum SchoolSchema {
    static let schema: Result<Schema, any Error> = Result {
        try Schema.build(from: parse(Source(sdl)))
    }

    static let sdl = #"""
        """المدارس وجماعات الممارسة في الإقليم"""
        schema {
          query: Query
          mutation: Mutation
          subscription: Subscription
        }

        type Query {
          community(id: ID!): Community
          communities(
            first: Int = 20, order: CommunityOrder, filter: CommunityFilter
          ): [Community!]!
          school(by: SchoolKey!): School
          visit(id: ID!, language: Language = ARABIC): Visit
          accompaniments(kinds: [AccompanimentKind!]): [Accompaniment!]!
          search(text: String!, limit: Int! = 10): [SearchResult!]!
          node(id: ID!): Node
          average(of: [Float!]!, weight: Float): Float
          report(open: Boolean, date: Date, tags: [String], language: Language): String
        }

        type Mutation {
          recordVisit(input: VisitInput!): Visit
        }

        type Subscription {
          visitRecorded(community: ID): Visit
          schoolChanged: School
        }

        interface Node {
          id: ID!
        }

        interface Accompaniment implements Node {
          id: ID!
          title: String
          notes(language: Language): String
        }

        type Community implements Node {
          id: ID!
          "اسم الجماعة"
          name: String!
          schools(first: Int): [School!]!
          president: Person
          size: Int
        }

        type School implements Node {
          id: ID!
          name: String!
          community: Community!
          pupils: Int
        }

        type Visit implements Node & Accompaniment {
          id: ID!
          title: String
          notes(language: Language): String
          duration: Int
          place: School!
          observer: Person
        }

        type Workshop implements Node & Accompaniment {
          id: ID!
          title: String
          notes(language: Language): String
          duration: Float!
          place: String
          seats: Int
        }

        type Person {
          name(language: Language): String
          mentor: Person
          fullName: String
        }

        union SearchResult = Community | School | Person

        enum Language {
          ARABIC
          FRENCH
          TAMAZIGHT
        }

        enum AccompanimentKind {
          VISIT
          WORKSHOP
        }

        input CommunityFilter {
          name: String
          sizes: [Int!]
          all: [CommunityFilter!]
          language: Language = ARABIC
        }

        input CommunityOrder {
          field: String!
          descending: Boolean! = false
        }

        input SchoolKey @oneOf {
          id: ID
          code: String
          place: PlaceInput
        }

        input PlaceInput {
          city: String!
          district: String
        }

        input VisitInput {
          school: SchoolKey!
          date: Date!
          notes: String
          grades: [[Int]]
        }

        scalar Date @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc3339")

        directive @trace(label: String!, depth: Int = 1) repeatable on QUERY | FIELD
        directive @once(note: String) on
          | QUERY | MUTATION | SUBSCRIPTION | FIELD
          | FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION | VARIABLE_DEFINITION
        """#
}
