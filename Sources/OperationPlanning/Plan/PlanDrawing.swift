import SchemaMapping

extension OperationPlan {
    /// The plan as text to be read: its levels, each statement with its SQL and where its
    /// parameters come from.
    package var drawing: String {
        let statements = commands.count + edges.count
        var text = "One implicit transaction, \(Self.counted(statements, "statement"))"
        text += " in \(Self.counted(levels.count, "level")).\n"
        for (index, command) in commands.enumerated() {
            text += "\nCommand \(index + 1): \(command.path.joined(separator: "."))\n"
            for line in command.sql.split(separator: "\n") { text += "    \(line)\n" }
            for (number, parameter) in command.parameters.enumerated() {
                let path = "\(command.argumentName).\(parameter.inputField)"
                text += "    -- $\(number + 1): \"\(path)\"\n"
            }
        }
        for (depth, level) in levels.enumerated() {
            text += "\nLevel \(depth + 1)\n"
            for index in level { text += edges[index].drawing(number: index + 1) }
        }
        return text
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}

extension Edge {
    fileprivate func drawing(number: Int) -> String {
        let origin = parent.map { ", for each row of statement \($0 + 1)" } ?? ""
        var text = "  Statement \(number): \(path.joined(separator: "."))\(origin)\n"
        for line in sql.split(separator: "\n") { text += "    \(line)\n" }
        for (index, source) in parameters.enumerated() {
            text += "    -- $\(index + 1): \(describe(source))\n"
        }
        return text
    }

    private func describe(_ source: ParameterSource) -> String {
        switch source {
        case .parentKeys(let index):
            "column \(parentKeys[index].column) of the parents' rows"
        case .cursor(let argument, let term): "term \(term) of the cursor \"\(argument)\""
        case .filter(let operand, _, _): "\"\(operand.path)\"\(operand.bound?.drawing ?? "")"
        case .commandResult(let command, let column):
            "column \(column) of what command \(command + 1) returned"
        case .constant(let number): "\(number)"
        case .keys(let argument, _): "the values of the argument \"\(argument)\""
        case .typeNames(let names): names.joined(separator: ", ")
        case .limit where page.kind != .collection: "one row"
        case .limit where page.groupsField != nil: "the number of groups"
        case .limit: "the size of the page\(page.fetchesOneMore ? ", and one more" : "")"
        case .key(let argument, _): "the argument \"\(argument)\""
        }
    }
}

extension PeriodBound {
    fileprivate var drawing: String {
        let day = end == .firstDay ? "the first day" : "the day after the last"
        return switch period {
        case .week: ", \(day) of its week"
        case .month: ", \(day) of its month"
        case .year: ", \(day) of its year"
        case .yearFromDay: ", \(day) of the year from it"
        }
    }
}
