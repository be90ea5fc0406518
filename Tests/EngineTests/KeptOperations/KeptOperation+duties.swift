import JSONBytes

extension KeptOperation {
    /// What escorts and offices owe each other: programmes in time, transport, visits lost.
    static let dutyFigures = [
        KeptOperation(
            name: "programmes-on-time", roles: everyRole.subtracting(["SCHOOL_HEAD"]),
            variables: ["schoolYear": .string("2024-2025")],
            levels: [
                Level(
                    path: ["escortProgrammes", "groups"],
                    columns: [
                        ["key", "community", "office", "code"], ["key", "schoolYear"],
                        ["key", "dueByOfficeRule"], ["key", "isLate"], ["count"],
                    ])
            ]
        ) { viewer in
            """
            SELECT o.code, p.school_year, p.due_by_office_rule, p.is_late, count(*)
            FROM app.escort_programme p JOIN app.office o ON o.id = p.office_id
            WHERE \(viewer.programmes)
            GROUP BY 1, 2, 3, 4 HAVING count(*) >= \(viewer.rowsMin) ORDER BY 1, 2, 3, 4
            """
        },
        KeptOperation(
            name: "transport-requests-by-status",
            roles: everyRole.subtracting(["COORDINATOR", "SCHOOL_HEAD"]),
            variables: ["since": .string("2024-10-15")],
            levels: [
                Level(
                    path: ["transportRequests", "groups"],
                    columns: [
                        ["key", "office", "code"], ["key", "schoolYear"], ["key", "status"],
                        ["count"], ["sum", "kilometres"],
                    ])
            ]
        ) { viewer in
            """
            SELECT o.code, t.school_year, t.status, count(*), sum(t.kilometres)
            FROM app.transport_request t JOIN app.office o ON o.id = t.office_id
            WHERE \(viewer.transport) AND t.trip_on >= '2024-10-15'
            GROUP BY 1, 2, 3 HAVING count(*) >= \(viewer.rowsMin) ORDER BY 1, 2, 3
            """
        },
        KeptOperation(
            name: "visits-not-made-by-reason", roles: everyRole.subtracting(["SCHOOL_HEAD"]),
            variables: ["since": .string("2024-10-08")],
            levels: [
                Level(
                    path: ["visitsNotMade", "groups"],
                    columns: [
                        ["key", "school", "office", "code"], ["key", "reason"], ["count"],
                        ["countDistinct", "school"],
                    ])
            ]
        ) { viewer in
            """
            SELECT o.code, n.reason, count(*), count(DISTINCT n.school_id)
            FROM app.visit_not_made n
            JOIN app.school s ON (s.office_id, s.id) = (n.office_id, n.school_id)
            JOIN app.office o ON o.id = n.office_id
            WHERE \(viewer.visitsNotMade) AND n.planned_on >= '2024-10-08'
            GROUP BY 1, 2 HAVING count(*) >= \(viewer.rowsMin) ORDER BY 1, 2
            """
        },
    ]
}
