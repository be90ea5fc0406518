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
    /// Whether no values of variables that binding takes make it dearer than the bounds allow.
    package let isAlwaysWithin: Bool

    init(rootWeight: Double, nodes: [Node], limits: PlanningLimits) {
        self.rootWeight = rootWeight
        self.nodes = nodes
        let sum = Self.sum(rootWeight, nodes) { $0.largest }
        isAlwaysWithin =
            sum.fieldCost <= Double(limits.fieldCostMax)
            && sum.typeCost <= Double(limits.typeCostMax)
    }

    /// The cost for the values of a request.
    package func cost(_ variableValues: VariableValues) -> OperationCost {
        Self.sum(rootWeight, nodes) { $0.size(variableValues) }.cost(of: nodes, rootWeight)
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
        _ rootWeight: Double, _ nodes: [Node], size: (PlannedSize) -> Double
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
            max(largest, Double(variableValues[name]?.int ?? 0))
        }
    }
}

/// The sums, and what they are made of: how often each field is used, and its size each time.
private struct CostSum {
    var fieldCost = 0.0
    var typeCost: Double
    var counts: [Double] = []
    var sizes: [Double] = []

    func cost(of nodes: [PlannedCost.Node], _ rootWeight: Double) -> OperationCost {
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
