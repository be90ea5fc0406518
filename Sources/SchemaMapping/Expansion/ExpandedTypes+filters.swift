import GraphQLLanguage

extension ExpandedTypes {
    /// `input SchoolFilter { … }`: a condition on rows; all that is given must hold.
    func filter(_ name: String) -> TypeSystemDefinition {
        let sdl = sdl(name)
        let own = "\(name)Filter"
        var values = [
            sdl.value("and", "[\(own)!]", "All of these hold."),
            sdl.value("or", "[\(own)!]", "At least one of these holds."),
            sdl.value("not", own, "This does not hold."),
        ]
        if isSearched(name) {
            values.append(
                sdl.value(
                    "search", "String",
                    "The row has these words one after another, however they are spelled."))
        }
        for (field, kind) in fields(of: name) {
            guard let type = Self.filterType(kind) else { continue }
            values.append(sdl.value(field.name.value, type, nil))
        }
        return sdl.input(own, "A condition on \(name) rows.", values)
    }

    /// `input VisitCollectionFilter { … }`: a condition on the rows that belong to one.
    func collectionFilter(_ name: String) -> TypeSystemDefinition {
        let sdl = sdl(name)
        return sdl.input(
            "\(name)CollectionFilter", "A condition on all \(name) rows that belong to one row.",
            [
                sdl.value("some", "\(name)Filter", "At least one row meets this."),
                sdl.value("none", "\(name)Filter", "No row meets this."),
                sdl.value("every", "\(name)Filter", "There is no row that does not meet this."),
            ])
    }

    private static func filterType(_ kind: FieldKind) -> String? {
        switch kind {
        case .leaf(_, .opaque), .other: nil
        case .leaf(let name, _), .reference(let name): "\(name)Filter"
        case .leafList(let name): "\(name)ListFilter"
        case .collection(let name): "\(name)CollectionFilter"
        }
    }

    private func isSearched(_ name: String) -> Bool {
        objects[name]?.directives.contains { $0.name.value == "search" } ?? false
    }

    /// The conditions on leaves that the fields of some object types have, each type once.
    ///
    /// Figures are numbers, whatever the fields are.
    func leafFilters(of names: [String]) -> [TypeSystemDefinition] {
        guard let first = names.first else { return [] }
        let numbers = ["Int", "Float", bigIntegerName, decimalName].compactMap(\.self)
        var seen = Set(numbers.map { "\($0)Filter" })
        var filters = numbers.map { Self.leafFilter($0, .number, sdl(first)) }
        for (field, kind) in names.flatMap({ fields(of: $0) }) {
            guard let type = Self.filterType(kind), seen.insert(type).inserted else { continue }
            let sdl = GeneratedSDL(location: field.location)
            switch kind {
            case .leaf(let name, let leaf): filters.append(Self.leafFilter(name, leaf, sdl))
            case .leafList(let name): filters.append(Self.listFilter(name, sdl))
            case .reference, .collection, .other: break
            }
        }
        return filters
    }

    private static func leafFilter(
        _ name: String, _ kind: LeafKind, _ sdl: GeneratedSDL
    ) -> TypeSystemDefinition {
        var values = [
            sdl.value("eq", name, "Equal to this."),
            sdl.value("ne", name, "Not equal to this, or null."),
            sdl.value("in", "[\(name)!]", "Equal to one of these."),
            sdl.value("notIn", "[\(name)!]", "Equal to none of these, or null."),
            sdl.value("isNull", "Boolean", "Whether it is null."),
        ]
        if kind.hasExtremes {
            values += [
                sdl.value("lt", name, "Less than this."),
                sdl.value("lte", name, "Less than this, or equal."),
                sdl.value("gt", name, "Greater than this."),
                sdl.value("gte", name, "Greater than this, or equal."),
            ]
        }
        if kind == .text { values.append(sdl.value("startsWith", name, "Begins with this.")) }
        if kind == .date {
            values += [
                sdl.value("inWeekOf", name, "In the week of this day, from Monday to Sunday."),
                sdl.value("inMonthOf", name, "In the month of this day."),
                sdl.value("inYearOf", name, "In the calendar year of this day."),
                sdl.value("inYearFrom", name, "In the year that begins on this day."),
            ]
        }
        return sdl.input("\(name)Filter", "A condition on a value; all given must hold.", values)
    }

    private static func listFilter(_ name: String, _ sdl: GeneratedSDL) -> TypeSystemDefinition {
        sdl.input(
            "\(name)ListFilter", "A condition on a list of values; all given must hold.",
            [
                sdl.value("hasEvery", "[\(name)!]", "Has all of these."),
                sdl.value("hasSome", "[\(name)!]", "Has at least one of these."),
            ])
    }
}
