extension OperationCost {
    /// The costs as text to be read beside a plan: the sums with their bounds, and each field that
    /// costs something, in document order.
    package func drawing(_ limits: PlanningLimits) -> String {
        var text = "\nCost: fields \(costText(fieldCost)) of \(limits.fieldCostMax)"
        text += ", types \(costText(typeCost)) of \(limits.typeCostMax)\n"
        for field in fields where field.costs > 0 {
            text += "  \(field.path.joined(separator: ".")): fields \(costText(field.fieldCost))"
            text += ", types \(costText(field.typeCost))"
            text += field.size == 1 ? "\n" : ", \(costText(field.size)) each time\n"
        }
        return text
    }
}
