package import GraphQLLanguage

/// What an operation costs for the values of a request.
package struct OperationCost: Sendable {
    /// The weights of its fields and their arguments, each as often as it is asked for.
    package let fieldCost: Double
    /// The weights of the types of all values that it may return.
    package let typeCost: Double
    /// The fields that make the costs, in document order; each after that which it is selected of.
    ///
    /// Those that fragments select for several possible types are all here, each as if every value
    /// were of its type.
    package let fields: [Field]

    /// A field of the response and its part of the costs, without what is selected of it.
    package struct Field: Sendable {
        package let path: [String]
        package let location: SourceLocation
        package let fieldCost: Double
        package let typeCost: Double
        /// How many values the field may have each time.
        package let size: Double

        package var costs: Double { fieldCost + typeCost }
    }

    /// The fields that cost something, the dearest first; equally dear ones in document order.
    package func dearest(_ countMax: Int) -> [Field] {
        let sorted = fields.enumerated().filter { $0.element.costs > 0 }.sorted {
            ($1.element.costs, $0.offset) < ($0.element.costs, $1.offset)
        }
        return sorted.prefix(countMax).map(\.element)
    }
}

/// Which of the two costs of an operation.
package enum CostMeasure: String, Hashable, Sendable, CaseIterable {
    case field, type

    func cost(_ cost: OperationCost) -> Double {
        self == .field ? cost.fieldCost : cost.typeCost
    }

    func cost(_ field: OperationCost.Field) -> Double {
        self == .field ? field.fieldCost : field.typeCost
    }

    func max(_ limits: PlanningLimits) -> Int {
        self == .field ? limits.fieldCostMax : limits.typeCostMax
    }
}

/// A cost as text, a whole one without its fraction.
package func costText(_ cost: Double) -> String {
    let text = cost.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
