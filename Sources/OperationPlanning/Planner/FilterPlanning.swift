import GraphQLExecution
import OrderedCollections
import SQLSyntax
import SchemaMapping

/// Compiles the value of a filter to a condition; the values that it compares with stay out of it.
struct FilterPlanner {
    private let mapping: SchemaMapping
    private let limits: PlanningLimits
    private var conditionCount = 0
    private var relationCount = 0

    init(_ mapping: SchemaMapping, limits: PlanningLimits) {
        self.mapping = mapping
        self.limits = limits
    }

    /// All that a filter of a type's rows asks, or `nil` where it asks nothing.
    mutating func condition(
        _ value: CoercedValue, on type: RelationType, at path: ArgumentPath
    ) throws(FilterProblem) -> RowCondition? {
        guard case .object(let members) = value else { throw .null(path) }
        var conditions: [RowCondition] = []
        for (name, member) in members {
            let path = path.appending(.field(name))
            guard member != .null else { throw .null(path) }
            if let condition = try condition(name, member, on: type, at: path) {
                conditions.append(condition)
            }
            conditionCount += 1
            guard conditionCount <= limits.filterConditionsMax else {
                throw .tooManyConditions(max: limits.filterConditionsMax)
            }
        }
        return .conjunction(conditions)
    }

    private mutating func condition(
        _ name: String, _ value: CoercedValue, on type: RelationType, at path: ArgumentPath
    ) throws(FilterProblem) -> RowCondition? {
        // A field of the type goes before a word of the filter, as it would in a selection.
        switch type.fields[name] {
        case .column(let leaf):
            return try leafCondition(value, .column(leaf.column), at: path)
        case .reference(let reference):
            return try exists(value, reference.targetType, reference.keys, through: nil, at: path)
        case .collection(let collection):
            return try collectionCondition(value, collection, at: path)
        case nil: break
        }
        switch name {
        case "and": return .all(try conditions(value, on: type, at: path))
        case "or": return .any(try conditions(value, on: type, at: path))
        case "not":
            return .not(try condition(value, on: type, at: path) ?? .all([]))
        default:
            guard let column = type.searchColumn else {
                preconditionFailure("a valid filter has the fields of its type")
            }
            return .matchesSearch(column, FilterOperand(path))
        }
    }

    private mutating func conditions(
        _ value: CoercedValue, on type: RelationType, at path: ArgumentPath
    ) throws(FilterProblem) -> [RowCondition] {
        guard case .list(let items) = value else { throw .null(path) }
        var conditions: [RowCondition] = []
        for (index, item) in items.enumerated() {
            let path = path.appending(.index(index))
            conditions.append(try condition(item, on: type, at: path) ?? .all([]))
        }
        return conditions
    }

    // MARK: Relations

    private mutating func collectionCondition(
        _ value: CoercedValue, _ collection: Collection, at path: ArgumentPath
    ) throws(FilterProblem) -> RowCondition? {
        guard case .object(let members) = value else { throw .null(path) }
        var conditions: [RowCondition] = []
        for (name, member) in members {
            let path = path.appending(.field(name))
            let isNegated = name == "every"
            let exists = try exists(
                member, collection.targetType, collection.keys, through: collection.junction,
                at: path, isNegated: isNegated)
            conditions.append(name == "some" ? exists : .not(exists))
        }
        return .conjunction(conditions)
    }

    private mutating func exists(
        _ value: CoercedValue, _ targetType: String, _ keys: [KeyPair],
        through junction: Junction?, at path: ArgumentPath, isNegated: Bool = false
    ) throws(FilterProblem) -> RowCondition {
        relationCount += 1
        guard relationCount <= limits.filterRelationsMax else {
            throw .tooManyRelations(max: limits.filterRelationsMax)
        }
        guard let target = mapping.relationTypes[targetType] else {
            preconditionFailure("the target of a bound edge is mapped")
        }
        let condition = try condition(value, on: target, at: path) ?? .all([])
        return .exists(
            target.relation, keys, through: junction, isNegated ? .not(condition) : condition)
    }

    // MARK: Leaves

    func leafCondition(
        _ value: CoercedValue, _ subject: ConditionSubject, at path: ArgumentPath
    ) throws(FilterProblem) -> RowCondition? {
        guard case .object(let members) = value else { throw .null(path) }
        var conditions: [RowCondition] = []
        for (name, member) in members {
            let path = path.appending(.field(name))
            guard member != .null else { throw .null(path) }
            conditions.append(leafCondition(name, member, subject, FilterOperand(path)))
        }
        return .conjunction(conditions)
    }

    private func leafCondition(
        _ name: String, _ value: CoercedValue, _ subject: ConditionSubject, _ operand: FilterOperand
    ) -> RowCondition {
        switch name {
        case "eq": .comparison(subject, .equal, operand)
        case "ne": .comparison(subject, subject.isNullable ? .isDistinctFrom : .notEqual, operand)
        case "lt": .comparison(subject, .less, operand)
        case "lte": .comparison(subject, .lessOrEqual, operand)
        case "gt": .comparison(subject, .greater, operand)
        case "gte": .comparison(subject, .greaterOrEqual, operand)
        case "in": .isElement(subject, operand)
        case "notIn": .not(.isElement(subject, operand))
        case "isNull": value == .boolean(true) ? .isNull(subject) : .not(.isNull(subject))
        case "startsWith": .startsWith(subject, operand)
        case "hasEvery": .comparison(subject, .contains, operand)
        case "hasSome": .comparison(subject, .overlaps, operand)
        case "inWeekOf": within(.week, subject, operand)
        case "inMonthOf": within(.month, subject, operand)
        case "inYearOf": within(.year, subject, operand)
        case "inYearFrom": within(.yearFromDay, subject, operand)
        default: preconditionFailure("a valid condition has the fields of its type")
        }
    }

    private func within(
        _ period: PeriodBound.Period, _ subject: ConditionSubject, _ operand: FilterOperand
    ) -> RowCondition {
        let first = FilterOperand(operand.path, bound: PeriodBound(period, .firstDay))
        let dayAfter = FilterOperand(operand.path, bound: PeriodBound(period, .dayAfter))
        return .all([
            .comparison(subject, .greaterOrEqual, first), .comparison(subject, .less, dayAfter),
        ])
    }
}

extension RowCondition? {
    /// That all conditions hold; nothing where there is none.
    fileprivate static func conjunction(_ conditions: [RowCondition]) -> RowCondition? {
        conditions.count > 1 ? .all(conditions) : conditions.first
    }
}

/// What is wrong with a filter.
package enum FilterProblem: Error, Hashable, Sendable {
    case null(ArgumentPath)
    case tooManyConditions(max: Int)
    case tooManyRelations(max: Int)
    case tooManyValues(ArgumentPath, max: Int)
    case malformedID(ArgumentPath)
    case malformedText(ArgumentPath)

    var message: String {
        switch self {
        case .null(let path):
            "\"\(path)\" must not be null; leave it out, or ask for null with \"isNull\"."
        case .tooManyConditions(let max):
            "The filter has more than \(max) conditions; ask for less at once."
        case .tooManyRelations(let max):
            "The filter asks about more than \(max) relations; ask for less at once."
        case .tooManyValues(let path, let max):
            "\"\(path)\" has more than \(max) values; ask for less at once."
        case .malformedID(let path): "The value of \"\(path)\" is not an ID of this schema."
        case .malformedText(let path):
            "The value of \"\(path)\" has a character U+0000, which no text can have."
        }
    }
}
