import GraphQLExecution
import GraphQLLanguage
import OrderedCollections
import SQLSyntax
import SchemaMapping

extension Planner {
    /// The order asked for, or else the type's; then the primary key, so that no two rows are
    /// equal.
    ///
    /// The key takes the direction of the term before it, so that one index serves both ways.
    /// Columns that tie the rows to one parent are left out: they are the same in all of them.
    func order(
        _ arguments: PageArguments, _ collection: Collection, _ target: RelationType,
        _ field: CollectedField
    ) throws(PlanningError) -> [OrderKey] {
        guard arguments.order.count <= limits.orderTermsMax else {
            throw .limitExceeded(
                .orderTerms(max: limits.orderTermsMax), location: field.first.location)
        }
        var asked: [OrderKey] = []
        for (index, item) in arguments.order.enumerated() {
            guard let key = orderKey(item, of: target) else {
                throw .pageArguments(
                    .emptyOrder(index: index), field: field.name, location: field.first.location)
            }
            asked.append(key)
        }
        let stated = asked.isEmpty ? target.defaultOrder.map(OrderKey.init) : asked
        var order: [OrderKey] = []
        let isTiedByColumns = collection.junction == nil
        var seen = Set(
            isTiedByColumns ? collection.keys.map { RowValue.column($0.target) } : [])
        for key in stated where seen.insert(key.value).inserted { order.append(key) }
        let direction = order.last?.direction ?? .ascending
        for column in target.primaryKey where seen.insert(.column(column)).inserted {
            order.append(OrderKey(.column(column), direction))
        }
        return order
    }

    /// What an input object says of which exactly one field is given (`@oneOf`); `nil` where a
    /// null stands in it.
    private func orderKey(_ value: CoercedValue, of type: RelationType) -> OrderKey? {
        guard let (name, member) = value.onlyMember else { return nil }
        switch type.fields[name] {
        case .column(let leaf):
            return member.orderDirection.map {
                OrderKey(.column(leaf.column), $0.direction, nulls: $0.nulls)
            }
        case .reference(let reference):
            let target = relationType(reference.targetType)
            return orderKey(member, of: target).map { key in
                OrderKey(
                    .through(reference, relation: target.relation, key.value), key.direction,
                    nulls: key.nulls)
            }
        case .collection(let collection):
            return summaryKey(member, collection)
        case nil:
            preconditionFailure("a valid order has the fields of its type")
        }
    }

    private func summaryKey(_ value: CoercedValue, _ collection: Collection) -> OrderKey? {
        let target = relationType(collection.targetType)
        guard let (name, member) = value.onlyMember else { return nil }
        if name == "count" {
            return key(.count, member, collection, target)
        }
        guard let (field, direction) = member.onlyMember,
            case .column(let leaf)? = target.fields[field]
        else { return nil }
        let figure: RowSummary.Figure = name == "min" ? .min(leaf.column) : .max(leaf.column)
        return key(figure, direction, collection, target)
    }

    private func key(
        _ figure: RowSummary.Figure, _ direction: CoercedValue, _ collection: Collection,
        _ target: RelationType
    ) -> OrderKey? {
        let summary = RowSummary(
            relation: target.relation, collection, figure: figure)
        return direction.orderDirection.map {
            OrderKey(.summary(summary), $0.direction, nulls: $0.nulls)
        }
    }
}

extension OrderKey {
    fileprivate init(_ order: BoundOrder) {
        self.init(.column(order.column), order.direction)
    }
}

extension CoercedValue {
    /// The one field that an input object gives, if it gives any.
    var onlyMember: (name: String, value: CoercedValue)? {
        guard case .object(let members) = self, let member = members.elements.first else {
            return nil
        }
        return (member.key, member.value)
    }

    /// What a value of `OrderDirection` says.
    var orderDirection: (direction: OrderTerm.Direction, nulls: OrderTerm.Nulls?)? {
        guard case .enumValue(let name) = self else { return nil }
        return switch name {
        case "DESC": (.descending, nil)
        case "ASC_NULLS_FIRST": (.ascending, .first)
        case "DESC_NULLS_LAST": (.descending, .last)
        default: (.ascending, nil)
        }
    }
}
