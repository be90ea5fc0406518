import PostgresClient

/// What a database holds already: which offices are loaded, and which hold other data.
struct LoadedOffices {
    /// The ids of the offices that this seed has loaded.
    private(set) var loaded: Set<Int> = []
    /// The codes of the offices with rows of another origin.
    private(set) var foreign: [String] = []

    /// An office is loaded in one transaction and its zones are the same at every run, so its
    /// zones tell the rest.
    init(_ country: Country, _ connection: AdministrationConnection) throws(DatabaseError) {
        let zones = try Self.zones(connection)
        let occupied = Set(try Self.occupied(connection))
        for office in country.offices {
            guard let found = zones[office.id] else {
                if occupied.contains(office.id) { foreign.append(office.code) }
                continue
            }
            if Self.expectedZones(country, office, count: found.count) == found {
                loaded.insert(office.id)
            } else {
                foreign.append(office.code)
            }
        }
    }

    private static func expectedZones(
        _ country: Country, _ office: Office, count: Int
    ) -> Set<String> {
        Set((1...count).map { country.root.identifier(.zone, office.id, $0).text })
    }

    private static func zones(
        _ connection: AdministrationConnection
    ) throws(DatabaseError) -> [Int: Set<String>] {
        let rows = try connection.queryAsOwner("select office_id, id from app.zone")
        return rows.reduce(into: [:]) { zones, row in
            guard let office = row[0].flatMap({ Int($0) }), let id = row[1] else { return }
            zones[office, default: []].insert(id)
        }
    }

    /// Offices with staff; everything else of an office hangs on a zone.
    private static func occupied(
        _ connection: AdministrationConnection
    ) throws(DatabaseError) -> [Int] {
        try connection.queryAsOwner("select distinct office_id from app.office_person")
            .compactMap { row in row[0].flatMap { Int($0) } }
    }
}

extension AdministrationConnection {
    /// Row-level security shows rows to the owner of the tables, not to every administrator.
    func queryAsOwner(_ statement: String) throws(DatabaseError) -> [[String?]] {
        try execute("begin; set local role mouwakaba_owner")
        do throws(DatabaseError) {
            let rows = try query(statement)
            try execute("commit")
            return rows
        } catch {
            try? execute("rollback")
            throw error
        }
    }

    /// The offices in the order of their ids.
    func offices() throws(DatabaseError) -> [Office] {
        let rows = try queryAsOwner(
            "select id, code, region_code, kind, name_ar, name_fr from app.office order by id")
        return rows.enumerated().map { index, row in
            let fields = row.map { $0 ?? "" }
            return Office(
                id: Int(fields[0]) ?? 0, code: fields[1], regionCode: fields[2],
                kind: fields[3], name: BilingualName(arabic: fields[4], french: fields[5]),
                index: index)
        }
    }
}
