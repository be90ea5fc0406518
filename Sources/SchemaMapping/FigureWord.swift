/// A figure of many rows, as `VisitAggregate` has it for each field that it can be computed of.
package enum FigureWord: String, CaseIterable, Sendable {
    case countDistinct, sum, avg, stddev, median
    case percentile10, percentile25, percentile75, percentile90
    case min, max

    /// The types of figures' values, by what they are called after the node type.
    enum Values: String, CaseIterable {
        case counts = "Counts"
        case sums = "Sums"
        case statistics = "Statistics"
        case extremes = "Extremes"
    }

    var values: Values {
        switch self {
        case .countDistinct: .counts
        case .sum: .sums
        case .avg, .stddev, .median: .statistics
        case .percentile10, .percentile25, .percentile75, .percentile90: .statistics
        case .min, .max: .extremes
        }
    }

    var description: String {
        switch self {
        case .countDistinct: "How many different values there are."
        case .sum: "The sum of the values."
        case .avg: "The mean of the values."
        case .stddev: "The standard deviation of the values as a sample."
        case .median: "The value in the middle, interpolated."
        case .percentile10: "The value above a tenth of the others."
        case .percentile25: "The value above a quarter of the others."
        case .percentile75: "The value above three quarters of the others."
        case .percentile90: "The value above nine tenths of the others."
        case .min: "The smallest value."
        case .max: "The largest value."
        }
    }
}
