import GraphQLLanguage

extension ExpandedTypes {
    /// The types of figures of a node's rows: `VisitAggregate`, `VisitGroup`, and what they need.
    func figures(_ name: String) -> [TypeSystemDefinition] {
        let sdl = sdl(name)
        let words = FigureWord.allCases.filter { !values($0.values, of: name).isEmpty }
        let count = sdl.field("count", "Int!", "How many rows there are.")
        let fields =
            [count]
            + words.map { sdl.field($0.rawValue, "\(name)\($0.values.rawValue)!", $0.description) }
        let key = sdl.field(
            "key", "\(name)GroupKey!", "What the rows have in common: the fields selected here.")
        let kinds = FigureWord.Values.allCases.filter { !values($0, of: name).isEmpty }
        return [
            sdl.object("\(name)Aggregate", "Figures of many \(name) rows.", fields),
            sdl.object(
                "\(name)Group", "Figures of the \(name) rows that have a key in common.",
                [key] + fields),
            groupFilter(name, words, sdl), groupOrder(name, words, sdl),
        ] + kinds.flatMap { figureTypes($0, of: name, sdl) }
    }

    private func groupFilter(
        _ name: String, _ words: [FigureWord], _ sdl: GeneratedSDL
    ) -> TypeSystemDefinition {
        let count = sdl.value("count", "IntFilter", "How many rows there are.")
        return sdl.input(
            "\(name)GroupFilter", "A condition on groups of \(name) rows; all given must hold.",
            [count]
                + words.map {
                    sdl.value($0.rawValue, "\(name)\($0.values.rawValue)Filter", $0.description)
                })
    }

    private func groupOrder(
        _ name: String, _ words: [FigureWord], _ sdl: GeneratedSDL
    ) -> TypeSystemDefinition {
        let own = [
            sdl.value("key", "OrderDirection", "By the whole key, as it is selected."),
            sdl.value("count", "OrderDirection", "How many rows there are."),
        ]
        return sdl.input(
            "\(name)GroupOrder", "What groups of \(name) rows are ordered by.", isOneOf: true,
            own
                + words.map {
                    sdl.value($0.rawValue, "\(name)\($0.values.rawValue)Order", $0.description)
                })
    }

    /// The values of one kind of figure: to select, to ask about and to order by.
    private func figureTypes(
        _ kind: FigureWord.Values, of name: String, _ sdl: GeneratedSDL
    ) -> [TypeSystemDefinition] {
        let values = values(kind, of: name)
        let type = "\(name)\(kind.rawValue)"
        let fields = values.map { field, type in
            FieldDefinition(
                description: field.description, name: field.name, arguments: [],
                type: sdl.type(type), directives: [], location: field.location)
        }
        let filters = values.map { field, type in
            let leaf = sdl.type(type).namedType.value
            return sdl.value(field.name.value, "\(leaf)Filter", nil)
        }
        let orders = values.map { sdl.value($0.field.name.value, "OrderDirection", nil) }
        return [
            sdl.object(type, "A figure of each field of \(name) rows.", fields),
            sdl.input("\(type)Filter", "A condition on figures of \(name) rows.", filters),
            sdl.input(
                "\(type)Order", "A figure that groups of \(name) rows are ordered by.",
                isOneOf: true, orders),
        ]
    }

    /// The fields of which a kind of figure can be computed, and the figure's types.
    func values(
        _ kind: FigureWord.Values, of name: String
    ) -> [(field: FieldDefinition, type: String)] {
        fields(of: name).compactMap { field, fieldKind in
            switch (kind, fieldKind) {
            case (.counts, .leaf(_, let leaf)) where leaf.isOrdered: (field, "Int!")
            case (.counts, .reference): (field, "Int!")
            case (.sums, .leaf(let leaf, .number)): (field, sumType(of: leaf))
            case (.statistics, .leaf(_, .number)): (field, "Float")
            case (.extremes, .leaf(let leaf, let kind)) where kind.hasExtremes: (field, leaf)
            case (.counts, _), (.sums, _), (.statistics, _), (.extremes, _): nil
            }
        }
    }

    /// A sum may be larger than what it is a sum of.
    private func sumType(of leaf: String) -> String {
        switch leaf {
        case "Int": bigIntegerName ?? "Float"
        case bigIntegerName: decimalName ?? "Float"
        default: leaf
        }
    }

    /// `type VisitGroupKey { … }`: what rows can be grouped by.
    func groupKey(_ name: String) -> TypeSystemDefinition {
        let sdl = sdl(name)
        let keys = fields(of: name).compactMap { field, kind -> FieldDefinition? in
            switch kind {
            case .leaf(let leaf, .date):
                bucketed(field, leaf, sdl)
            case .leaf(let leaf, let kind) where kind.isOrdered: keyField(field, leaf, sdl)
            case .reference(let target): keyField(field, "\(target)GroupKey!", sdl)
            case .leaf, .leafList, .collection, .other: nil
            }
        }
        return sdl.object(
            "\(name)GroupKey",
            "What \(name) rows may have in common; what is selected makes groups.",
            keys)
    }

    private func keyField(
        _ field: FieldDefinition, _ type: String, _ sdl: GeneratedSDL,
        _ arguments: [InputValueDefinition] = []
    ) -> FieldDefinition {
        FieldDefinition(
            description: field.description, name: field.name, arguments: arguments,
            type: sdl.type(type), directives: [], location: field.location)
    }

    private func bucketed(
        _ field: FieldDefinition, _ leaf: String, _ sdl: GeneratedSDL
    ) -> FieldDefinition {
        let bucket = sdl.value("bucket", "DateBucket", "The period whose first day is the key.")
        return keyField(field, leaf, sdl, [bucket])
    }
}
