import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Operations have different names (spec §5.2.2.1).
package enum UniqueOperationNamesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for (first, repeated) in repeats(in: index.operations.compactMap(\.definition.name)) {
            try errors.report(
                "There can be only one operation named \(quoted(repeated.value)).",
                at: [first.location, repeated.location])
        }
    }
}

/// Each name that has occurred before, with its first occurrence.
func repeats(in names: [Name]) -> [(first: Name, repeated: Name)] {
    if !hasRepeats(names) { return [] }
    var firsts: [String: Name] = [:]
    return names.compactMap { name in
        if let first = firsts[name.value] { return (first, name) }
        firsts[name.value] = name
        return nil
    }
}

/// Whether a name occurs more than once; most lists are so short that comparing beats hashing.
private func hasRepeats(_ names: [Name]) -> Bool {
    let comparedCountMax = 8
    if names.count > comparedCountMax {
        var seen = Set<String>(minimumCapacity: names.count)
        return names.contains { !seen.insert($0.value).inserted }
    }
    return names.indices.contains { position in
        names[..<position].contains { $0.value == names[position].value }
    }
}

/// The occurrences of each name that occurs more than once, in the order of the first ones.
func repeatedGroups(of names: [Name]) -> [[Name]] {
    if !hasRepeats(names) { return [] }
    let groups = Dictionary(grouping: names, by: \.value).values.filter { $0.count > 1 }
    return groups.sorted { $0[0].location.offset < $1[0].location.offset }
}
