import GraphQLLanguage

/// Why an operation is too dear, and where that is best mended.
package struct CostProblem: Hashable, Sendable {
    let measure: CostMeasure
    let cost: Double
    let max: Int
    /// The field that costs most.
    let path: String
    let pathCost: Double
    let largest: LargestList?

    /// The list that multiplies that cost most.
    struct LargestList: Hashable, Sendable {
        let path: String
        let argument: String
        let size: Double
    }

    var message: String {
        "The \(measure.rawValue) cost of the operation is \(costText(cost)), more than \(max);"
            + " the dearest field is \"\(path)\", which costs \(costText(pathCost)):"
            + " \(advice)."
    }

    private var advice: String {
        guard let largest else { return "select less, or send several operations" }
        return "ask for fewer than \(costText(largest.size)) in \"\(largest.argument)\""
            + " of \"\(largest.path)\""
    }
}

extension PlanningError {
    /// Whether the operation costs more than the bounds allow.
    package var isTooDear: Bool {
        if case .limitExceeded(.cost, _) = self { true } else { false }
    }
}

/// A problem of cost and where it stands in the document.
struct CostExcess {
    let problem: CostProblem
    let location: SourceLocation

    /// - Returns: nil where the cost is within its bound.
    init?(
        _ cost: OperationCost, _ measure: CostMeasure, of planned: PlannedCost,
        _ limits: PlanningLimits
    ) {
        guard measure.cost(cost) > Double(measure.max(limits)) else { return nil }
        var dearest: Int?
        for (index, field) in cost.fields.enumerated() {
            let known = dearest.map { measure.cost(cost.fields[$0]) } ?? 0
            if measure.cost(field) > known { dearest = index }
        }
        let field = dearest.map { cost.fields[$0] }
        problem = CostProblem(
            measure: measure, cost: measure.cost(cost), max: measure.max(limits),
            path: field?.path.joined(separator: ".") ?? "",
            pathCost: field.map(measure.cost) ?? 0,
            largest: dearest.flatMap { Self.largestList(above: $0, measure, cost, planned) })
        location = field?.location ?? SourceLocation(offset: 0)
    }

    /// The largest list among those that a field is used in; of equal ones the innermost.
    ///
    /// What a field returns is counted by its own size as well.
    private static func largestList(
        above index: Int, _ measure: CostMeasure, _ cost: OperationCost, _ planned: PlannedCost
    ) -> CostProblem.LargestList? {
        var largest: CostProblem.LargestList?
        var next = measure == .type ? index : planned.nodes[index].parent
        while let index = next {
            let size = cost.fields[index].size
            if let slicing = planned.nodes[index].size?.slicing, size > largest?.size ?? 1 {
                largest = CostProblem.LargestList(
                    path: cost.fields[slicing.node].path.joined(separator: "."),
                    argument: slicing.argument, size: size)
            }
            next = planned.nodes[index].parent
        }
        return largest
    }
}
