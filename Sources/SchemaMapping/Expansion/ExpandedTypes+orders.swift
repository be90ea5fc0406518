import GraphQLLanguage

extension ExpandedTypes {
    /// `input SchoolOrder @oneOf { … }`: what rows are ordered by.
    ///
    /// A leaf, a value of the row that a reference leads to, or a figure of a collection's rows.
    func order(_ name: String) -> TypeSystemDefinition {
        let sdl = sdl(name)
        let values = fields(of: name).compactMap { field, kind -> InputValueDefinition? in
            switch kind {
            case .leaf(_, let leaf) where leaf.isOrdered:
                sdl.value(field.name.value, "OrderDirection", nil)
            case .reference(let target): sdl.value(field.name.value, "\(target)Order", nil)
            case .collection(let node): sdl.value(field.name.value, "\(node)SummaryOrder", nil)
            case .leaf, .leafList, .other: nil
            }
        }
        return sdl.input("\(name)Order", "What \(name) rows are ordered by.", isOneOf: true, values)
    }

    /// `input VisitSummaryOrder @oneOf { … }`: a figure of a collection that its parents are
    /// ordered by.
    func summaryOrder(_ name: String) -> TypeSystemDefinition {
        let sdl = sdl(name)
        var figures = [sdl.value("count", "OrderDirection", "How many rows there are.")]
        if !values(.extremes, of: name).isEmpty {
            figures += [
                sdl.value("min", "\(name)ExtremesOrder", "The smallest value of a field."),
                sdl.value("max", "\(name)ExtremesOrder", "The largest value of a field."),
            ]
        }
        return sdl.input(
            "\(name)SummaryOrder",
            "A figure of \(name) rows that what they belong to is ordered by.", isOneOf: true,
            figures)
    }
}

extension ExpandedTypes.LeafKind {
    /// Whether `min` and `max` say something of the values.
    var hasExtremes: Bool {
        switch self {
        case .ordered, .number, .date, .text: true
        case .identity, .opaque: false
        }
    }
}
