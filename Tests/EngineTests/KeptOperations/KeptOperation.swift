import Foundation
import JSONBytes
import TestSupport

/// An operation of `schema/operations`, with what is expected of it.
struct KeptOperation: Sendable, CustomStringConvertible {
    /// Where the rows of a level are in the rows of the level above, and which leaves they show.
    struct Level: Sendable {
        let path: [String]
        let columns: [[String]]
    }

    /// The file, without its extension.
    let name: String
    let roles: Set<String>
    let variables: JSONObject
    /// From the outermost list to the innermost.
    let levels: [Level]
    /// Whether each office of the demonstration has something to show.
    var isInEveryOffice = true
    /// The same question in SQL about what the viewer may see.
    let sql: @Sendable (Viewer) -> String

    static let directory = PackageDirectory.url.appendingPathComponent("schema/operations")

    var description: String { name }

    var document: String {
        get throws {
            try String(
                contentsOf: Self.directory.appendingPathComponent(name + ".graphql"),
                encoding: .utf8)
        }
    }

    /// The rows of an answer, as an outer join of its levels gives them.
    func rows(of data: JSONValue?) -> [[String?]] {
        rows(of: data, levels[...])
    }

    private func rows(of parent: JSONValue?, _ levels: ArraySlice<Level>) -> [[String?]] {
        guard let level = levels.first else { return [[]] }
        let items = level.path.reduce(parent) { $0?[$1] }?.items ?? []
        let isOutermost = level.path == self.levels[0].path
        guard !items.isEmpty || isOutermost else {
            return [levels.flatMap { $0.columns.map { _ -> String? in nil } }]
        }
        return items.flatMap { item in
            let leaves = level.columns.map { path in path.reduce(item) { $0?[$1] }?.leafText }
            return rows(of: item, levels.dropFirst()).map { leaves + $0 }
        }
    }
}

/// Who asks, and what the tables show them, stated anew beside the policies.
struct Viewer: Sendable {
    let role: String
    let person: String
    /// The code of an office, or of a region.
    let office: String

    var officeID: String { "\(Int(office) ?? 0)" }

    /// That a row is of the office, or of one of the region's.
    func isInScope(_ row: String) -> String {
        office.utf8.count == 2
            ? "\(row).office_id IN (SELECT id FROM app.office WHERE region_code = '\(office)')"
            : "\(row).office_id = \(officeID)"
    }

    func granted(_ column: String) -> String {
        """
        SELECT g.\(column) FROM app.role_grant g
        WHERE g.office_id = \(officeID) AND g.person_id = '\(person)' AND g.role = '\(role)'
        """
    }

    /// What a row `v` of visits must meet.
    var visits: String {
        let isSeen =
            switch role {
            case "ESCORT": "v.escort_id = '\(person)'"
            case "SCHOOL_HEAD": "v.school_id IN (\(granted("school_id")))"
            case "COORDINATOR":
                """
                v.school_id IN (
                    SELECT o.id FROM app.school o WHERE o.community_id IN (
                        \(granted("community_id"))))
                """
            default: "true"
            }
        return "\(isInScope("v")) AND \(isSeen)"
    }

    /// What a row `a` of assignments must meet.
    var assignments: String {
        let isSeen =
            switch role {
            case "ESCORT": "a.person_id = '\(person)'"
            case "COORDINATOR": "a.community_id IN (\(granted("community_id")))"
            default: "true"
            }
        return "\(isInScope("a")) AND \(isSeen)"
    }

    /// What a row `p` of programmes must meet.
    var programmes: String {
        let isSeen =
            switch role {
            case "ESCORT": "p.escort_id = '\(person)'"
            case "COORDINATOR": "p.community_id IN (\(granted("community_id")))"
            default: "true"
            }
        return "\(isInScope("p")) AND \(isSeen)"
    }

    /// What a row `t` of requests for transport must meet.
    var transport: String {
        "\(isInScope("t")) AND \(role == "ESCORT" ? "t.requester_id = '\(person)'" : "true")"
    }

    /// What a row `n` of visits that were not made must meet, joined to its school `s`.
    var visitsNotMade: String {
        let isSeen =
            switch role {
            case "ESCORT": "n.escort_id = '\(person)'"
            case "COORDINATOR": "s.community_id IN (\(granted("community_id")))"
            default: "true"
            }
        return "\(isInScope("n")) AND \(isSeen)"
    }

    /// The fewest rows of a group that the viewer is shown.
    var rowsMin: Int { ["ANALYST", "REGIONAL_ANALYST"].contains(role) ? 5 : 1 }
}
