import Foundation
import PostgresClient
import SchemaMapping
import TestSupport

/// Makes the questions to somebody's twins from the schema, their roles and hidden values.
struct SchemaQuestions {
    let walk: SchemaWalk
    let values: HiddenValues
    var random: SeededGenerator
    /// Of how many of the questions of one kind that are too many there is a sample.
    let sampleSize: Int
    /// How many such questions the schema offers, and how many of them are in samples.
    private(set) var offered = 0
    private(set) var sampled = 0

    init(_ walk: SchemaWalk, _ values: HiddenValues, seed: UInt64) {
        self.walk = walk
        self.values = values
        random = SeededGenerator(seed: seed)
        let size = ProcessInfo.processInfo.environment["NONINTERFERENCE_SAMPLE"]
        sampleSize = size.flatMap { Int($0) } ?? 24
    }

    /// All of what concerns altered rows as far as the sample goes, then the rest as far.
    ///
    /// - Parameter types: what rows an item asks about.
    mutating func sample<Item>(_ items: [Item], types: (Item) -> [String]) -> [Item] {
        let shuffled = items.shuffled(using: &random)
        let isSecret = shuffled.map { types($0).contains(where: self.isSecret) }
        let known = zip(shuffled, isSecret)
        let sample =
            known.filter(\.1).prefix(sampleSize).map(\.0)
            + known.filter { !$0.1 }.prefix(sampleSize / 3).map(\.0)
        offered += items.count
        sampled += sample.count
        return sample
    }

    /// Whether rows of a type are altered in one twin, or have such rows.
    func isSecret(_ type: String) -> Bool {
        if walk.secretTypes.contains(type) { return true }
        return walk.mapping.relationTypes[type]?.fields.values.contains { field in
            if case .collection(let rows) = field {
                walk.secretTypes.contains(rows.targetType)
            } else {
                false
            }
        } ?? false
    }

    /// What a page shows of its rows: how many there are, and which.
    static let rows = "{ totalCount edges { cursor } }"

    /// The same, and the page within the collection.
    static let page = """
        { totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage } \
        edges { cursor node { __typename } } }
        """
}
