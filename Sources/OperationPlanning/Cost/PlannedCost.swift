package import GraphQLExecution
import GraphQLLanguage

/// What an operation costs, by the draft "GraphQL Cost Directives", up to the sizes of its lists
/// where variables give them.
///
/// It depends on variables as a plan does (`PlanShape`), so that it is made once a plan; with the
/// values of a request it is a sum over its fields.
package struct PlannedCost: Sendable {
    /// A field that costs something, or has fields below it.
    struct Node: Sendable {
        /// Which node the field is selected of; nil at the root.
        let parent: Int?
        /// For which possible type of the field above it is selected, where that is abstract.
        let possibleType: String?
        let responseName: String
        let location: SourceLocation
        /// What one use of the field costs, its arguments included.
        let weight: Double
        /// What one value of its type costs.
        let typeWeight: Double
        /// How many values it has; nil for one.
        let size: PlannedSize?
    }

    /// What the value of the operation's root type costs.
    let rootWeight: Double
    /// Parents come before their fields, as in the document.
    let nodes: [Node]
    /// Whether a field's value may be of several types, of which each row has one.
    private let hasPossibleTypes: Bool
    /// Whether no values of variables that binding takes make it dearer than the bounds allow.
    package let isAlwaysWithin: Bool

    init(rootWeight: Double, nodes: [Node], limits: PlanningLimits) {
        self.rootWeight = rootWeight
        self.nodes = nodes
        hasPossibleTypes = nodes.contains { $0.possibleType != nil }
        let sum = Self.sum(rootWeight, nodes, hasPossibleTypes) { $0.largest }
        isAlwaysWithin =
            sum.fieldCost <= Double(limits.fieldCostMax)
            && sum.typeCost <= Double(limits.typeCostMax)
    }

    /// The cost for the values of a request.
    package func cost(_ variableValues: VariableValues) -> OperationCost {
        Self.sum(rootWeight, nodes, hasPossibleTypes) { $0.size(variableValues) }.cost(of: nodes)
    }

    /// Refuses an operation that is dearer than the bounds allow; nothing is computed where none of
    /// its values can be.
    package func check(
        _ variableValues: VariableValues, _ limits: PlanningLimits
    ) throws(PlanningError) {
        if isAlwaysWithin { return }
        let cost = cost(variableValues)
        for measure in CostMeasure.allCases {
            if let excess = CostExcess(cost, measure, of: self, limits) {
                throw .limitExceeded(.cost(excess.problem), location: excess.location)
            }
        }
    }

    private static func sum(
        _ rootWeight: Double, _ nodes: [Node], _ hasPossibleTypes: Bool,
        size: (PlannedSize) -> Double
    ) -> CostSum {
        var sum = CostSum(typeCost: rootWeight)
        sum.counts.reserveCapacity(nodes.count)
        sum.sizes.reserveCapacity(nodes.count)
        for node in nodes {
            let count = node.parent.map { sum.counts[$0] * sum.sizes[$0] } ?? 1
            let size = node.size.map(size) ?? 1
            sum.counts.append(count)
            sum.sizes.append(size)
            sum.fieldCost += count * node.weight
            sum.typeCost += count * size * node.typeWeight
        }
        if hasPossibleTypes {
            sum.fieldCost = dearest(nodes) { sum.counts[$0] * nodes[$0].weight }
            sum.typeCost =
                dearest(nodes) { sum.counts[$0] * sum.sizes[$0] * nodes[$0].typeWeight }
                + rootWeight
        }
        return sum
    }

    /// The sum of what nodes cost; a value has one type, so that of what is selected for possible
    /// types only the dearest type counts.
    private static func dearest(_ nodes: [Node], cost: (Int) -> Double) -> Double {
        var costs = nodes.indices.map(cost)
        var ofTypes: [Int: [String: Double]] = [:]
        var sum = 0.0
        for (index, node) in nodes.enumerated().reversed() {
            costs[index] += ofTypes[index]?.values.max() ?? 0
            switch (node.parent, node.possibleType) {
            case (let parent?, let type?):
                ofTypes[parent, default: [:]][type, default: 0] += costs[index]
            case (let parent?, nil): costs[parent] += costs[index]
            case (nil, _): sum += costs[index]
            }
        }
        return sum
    }
}

/// How many values a field has at most.
struct PlannedSize: Sendable {
    /// Said by literals, or assumed where no argument is given.
    let known: Double?
    /// Variables that say it; what is null or absent was left out at planning.
    let variables: [String]
    /// The largest size that binding takes.
    let largest: Double
    /// The node whose argument says the size, and the argument; nil where none can.
    let slicing: Slicing?

    struct Slicing: Hashable, Sendable {
        let node: Int
        let argument: String
    }

    func size(_ variableValues: VariableValues) -> Double {
        variables.reduce(known ?? 0) { largest, name in
            max(largest, variableValues[name]?.size ?? 0)
        }
    }
}

/// The sums, and what they are made of: how often each field is used, and its size each time.
private struct CostSum {
    var fieldCost = 0.0
    var typeCost: Double
    var counts: [Double] = []
    var sizes: [Double] = []

    func cost(of nodes: [PlannedCost.Node]) -> OperationCost {
        var fields: [OperationCost.Field] = []
        for (index, node) in nodes.enumerated() {
            let above = node.parent.map { fields[$0].path } ?? []
            fields.append(
                OperationCost.Field(
                    path: above + [node.responseName], location: node.location,
                    fieldCost: counts[index] * node.weight,
                    typeCost: counts[index] * sizes[index] * node.typeWeight,
                    size: sizes[index]))
        }
        return OperationCost(fieldCost: fieldCost, typeCost: typeCost, fields: fields)
    }
}

extension CoercedValue {
    /// The size that a slicing argument says: its number, or how many values it lists.
    fileprivate var size: Double? {
        if case .list(let items) = self { return Double(items.count) }
        return int.map { Double($0) }
    }
}
