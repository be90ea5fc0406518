import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections
import SQLSyntax
import SchemaMapping
import TestSupport

/// Rows by their keys, and ways from row to row.
extension SchemaQuestions {
    // MARK: Keys

    /// Each root field that finds rows by a key, with each key of a hidden row, and some of others.
    func lookups() -> [Question] {
        walk.lookups.flatMap { field -> [Question] in
            switch walk.mapping.rootFields[field.name] {
            case .lookup(let type, let arguments):
                return self.lookups(field, type, argument: arguments.first?.name ?? "id")
            case .lookupOfMany(let type, let argument):
                let keys = self.keys(of: type)
                return stride(from: 0, to: keys.count, by: 90).flatMap { start in
                    let part = keys[start..<min(start + 90, keys.count)]
                    return bodies(of: type).map { body in
                        Question(
                            kind: .lookup,
                            document: """
                                query ($ids: [ID!]!) \
                                { \(field.name)(\(argument.name): $ids) { \(body) } }
                                """,
                            variables: ["ids": .array(part.map(JSONValue.string))])
                    }
                }
            case .collection, nil: return []
            }
        }
    }

    private func lookups(
        _ field: OutputField, _ type: String, argument: String
    ) -> [Question] {
        let fields = keys(of: type).map { key in
            "\(field.name)(\(argument): \"\(key)\") { \(walk.leaves(of: type)) }"
        }
        return Question.together(.lookup, fields, count: 20)
    }

    /// The keys of altered rows of a type, or of its possible types, and of some others.
    private func keys(of type: String) -> [String] {
        let types = walk.mapping.abstractTypes[type].map { Array($0.possibleTypes.keys) } ?? [type]
        let tables = types.compactMap { walk.mapping.relationTypes[$0]?.relation.name.name }
        return tables.sorted().flatMap { table in
            (values.keys[table] ?? [])
                + values.of("id", in: table, count: 3).compactMap(\.text)
        }
    }

    /// The values of a type, or of a few of its possible types at a time.
    private func bodies(of type: String) -> [String] {
        guard walk.schema.type(named: type)?.isAbstractType == true else {
            return [walk.leaves(of: type)]
        }
        let types = walk.possibleTypes(of: type)
        return stride(from: 0, to: types.count, by: 12).map { start in
            "__typename "
                + types[start..<min(start + 12, types.count)].map { name in
                    let own = walk.leaves(of: name).split(separator: " ").dropFirst().map {
                        "\(name)_\($0): \($0)"
                    }
                    return "... on \(name) { \(own.joined(separator: " ")) }"
                }.joined(separator: " ")
        }
    }

    // MARK: Ways

    /// Fields from a root to rows, through rows.
    struct Path {
        let edges: [SchemaWalk.Edge]
        var target: String { edges.last?.target ?? "" }
    }

    /// Each way of three fields or less, with all values on it.
    mutating func paths() -> [Question] {
        let all = paths(steps: 3)
        let short = all.filter { path in
            path.edges.count == 1 || path.edges.count == 2 && isSecret(path.target)
        }
        let long = all.filter { $0.edges.count == 3 || $0.edges.count == 2 && !isSecret($0.target) }
        let sampled = sample(long) { $0.edges.map(\.target) }
        return (short + sampled).map(question)
    }

    func paths(steps: Int) -> [Path] {
        var paths = walk.collections.map { Path(edges: [$0]) }
        var last = paths
        for _ in 1..<steps {
            last = last.flatMap { path in
                walk.edges(of: path.target).map { Path(edges: path.edges + [$0]) }
            }
            paths += last
        }
        return paths
    }

    func question(_ path: Path) -> Question {
        var body = ""
        for (depth, edge) in path.edges.enumerated().reversed() {
            let rows = "\(walk.leaves(of: edge.target)) \(body)"
            body =
                edge.isCollection
                ? """
                \(edge.field.name)(first: \(depth == 0 ? 20 : 8)) { totalCount edges { cursor } \
                nodes { \(rows) } }
                """
                : "\(edge.field.name) { \(rows) }"
        }
        return Question(kind: .path, document: "{ \(body) }")
    }
}
