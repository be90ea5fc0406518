import GraphQLLanguage
import JSONBytes
import OperationPlanning
import PostgresClient

/// Asks PostgreSQL what the first level of an operation will cost, before the level runs.
///
/// The question is part of the operation's own transaction: under its context, so that policies are
/// planned as they will run, and with its parameters. Later levels are not asked about, because
/// their parameters are the rows of those before; the static cost bounds them.
struct EstimateGate: Sendable {
    let costMax: Int
    /// In step with the plan's first level.
    let statements: [PreparedStatement]
    /// Called once the estimates are within the bound.
    let letThrough: @Sendable () -> Void

    /// Plans have a few levels for each join and each condition on a relation.
    private static let planLimits = JSONLimits(nestingMax: 512)

    /// Refuses the plan where PostgreSQL expects its first level to cost too much in all.
    func check(
        _ results: some Sequence<PostgresResult>, of plan: OperationPlan
    ) throws(EngineError) {
        var costs: [Double] = []
        for result in results { costs.append(try Self.totalCost(result)) }
        let edges = (plan.levels.first ?? []).map { plan.edges[$0] }
        guard costs.count == edges.count else { throw .malformedResult }
        if let excess = EstimateExcess(costs, of: edges, max: costMax) {
            throw .estimateTooHigh(excess)
        }
        letThrough()
    }

    /// The total cost of the plan's top node ("EXPLAIN", FORMAT JSON): of all that is below it.
    private static func totalCost(_ result: PostgresResult) throws(EngineError) -> Double {
        guard result.rowCount == 1, let text = result.text(0, 0) else { throw .malformedResult }
        return try totalCost(ofPlan: text)
    }

    static func totalCost(ofPlan text: String) throws(EngineError) -> Double {
        let bytes = Array(text.utf8)
        guard case .array(let plans)? = try? parseJSON(bytes.span, limits: planLimits),
            case .object(let plan)? = plans.first, case .object(let node)? = plan["Plan"],
            case .number(let number)? = node["Total Cost"], let cost = Double(number)
        else { throw .malformedResult }
        return cost
    }
}

/// An operation that PostgreSQL expects to cost more than its class of service allows.
struct EstimateExcess: Hashable, Sendable {
    let cost: Double
    let max: Int
    /// The field whose statement is the dearest.
    let path: String
    let pathCost: Double
    let advice: String
    let location: SourceLocation

    /// - Returns: nil where the sum is within the bound.
    init?(_ costs: [Double], of edges: [Edge], max: Int) {
        let sum = costs.reduce(0, +)
        let sorted = zip(costs, edges).enumerated().sorted {
            ($1.element.0, $0.offset) < ($0.element.0, $1.offset)
        }
        guard sum > Double(max), let (pathCost, edge) = sorted.first?.element else { return nil }
        cost = sum
        self.max = max
        path = edge.path.joined(separator: ".")
        self.pathCost = pathCost
        advice = edge.advice
        location = (edge.page.groupsField ?? edge.page.field).location
    }

    var message: String {
        "PostgreSQL expects the operation to cost about \(Self.rounded(cost)), more than \(max);"
            + " the dearest field is \"\(path)\", with about \(Self.rounded(pathCost)): \(advice)."
    }

    /// Rounded up to two digits: estimates follow statistics of rows that the caller may not see,
    /// and their last digits would tell of those.
    static func rounded(_ cost: Double) -> String {
        guard cost.isFinite, (0..<1e15).contains(cost) else { return "1000000000000000" }
        var unit = 1
        while cost / Double(unit) > 99 { unit *= 10 }
        return String(Int((cost / Double(unit)).rounded(.up)) * unit)
    }
}

extension Edge {
    /// How the statement is made cheaper, by what its field takes.
    fileprivate var advice: String {
        let filter = "narrow its \"filter\", to a shorter period for example"
        return switch (page.kind, content) {
        case (.lookup, _), (.lookupOfMany, _), (.reference, _): "send several operations"
        case (.collection, .groups): "\(filter), or group by less"
        case (.collection, .summary): "\(filter), or select fewer figures"
        case (.collection, .rows): "\(filter), or leave out \"orderBy\""
        }
    }
}
