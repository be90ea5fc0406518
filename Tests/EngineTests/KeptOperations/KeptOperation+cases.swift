import JSONBytes

extension KeptOperation {
    static let everyRole: Set<String> = [
        "ESCORT", "COORDINATOR", "SCHOOL_HEAD", "DELEGATE", "OFFICER", "ANALYST",
        "REGIONAL_ANALYST",
    ]
    private static let readers = everyRole.subtracting(["ANALYST", "REGIONAL_ANALYST"])
    /// A community that both offices of the demonstration have a counterpart of, by its number.
    static let communityNumber = 2

    /// All operations that are kept.
    ///
    /// A file that is not here fails the tests.
    static let all = figures + dutyFigures + analyses + lists

    private static let figures = [
        KeptOperation(
            name: "visits-by-cycle-and-month", roles: everyRole,
            variables: ["schoolYear": .string("2025-2026")],
            levels: [
                Level(
                    path: ["visits", "groups"],
                    columns: [["key", "cycle"], ["key", "visitedOn"], ["count"]])
            ]
        ) { viewer in
            """
            SELECT v.cycle, date_trunc('month', v.visited_on)::date AS month, count(*)
            FROM app.visit v
            WHERE \(viewer.visits) AND v.school_year = '2025-2026'
            GROUP BY 1, 2 HAVING count(*) >= \(viewer.rowsMin) ORDER BY 1, 2
            """
        },
        KeptOperation(
            name: "visits-by-school-year-and-purpose", roles: everyRole,
            variables: ["since": .string("2024-12-15")],
            levels: [
                Level(
                    path: ["visits", "groups"],
                    columns: [
                        ["key", "schoolYear"], ["key", "purpose"], ["count"],
                        ["countDistinct", "school"],
                    ])
            ]
        ) { viewer in
            """
            SELECT v.school_year, v.purpose, count(*), count(DISTINCT v.school_id)
            FROM app.visit v
            WHERE \(viewer.visits) AND v.visited_on >= '2024-12-15'
            GROUP BY 1, 2 HAVING count(*) >= \(viewer.rowsMin) ORDER BY 1, 2
            """
        },
        KeptOperation(
            name: "assignments-in-own-zone", roles: everyRole.subtracting(["SCHOOL_HEAD"]),
            variables: ["since": .string("2025-01-01")],
            levels: [
                Level(
                    path: ["assignments", "groups"],
                    columns: [
                        ["key", "community", "office", "code"], ["key", "schoolYear"],
                        ["key", "inOwnZone"], ["count"],
                    ])
            ]
        ) { viewer in
            """
            SELECT o.code, a.school_year, p.work_zone_id = c.zone_id, count(*)
            FROM app.assignment a
            JOIN app.community c ON (c.office_id, c.id) = (a.office_id, a.community_id)
            JOIN app.office o ON o.id = a.office_id
            JOIN app.person p ON p.id = a.person_id
            WHERE \(viewer.assignments) AND a.starts_on >= '2025-01-01'
              AND p.corps = 'INSPECTION' AND p.work_zone_id IS NOT NULL
            GROUP BY 1, 2, 3 HAVING count(*) >= \(viewer.rowsMin) ORDER BY 1, 2, 3
            """
        },
        KeptOperation(
            name: "visits-by-office-and-school-year", roles: everyRole,
            variables: ["since": .string("2024-12-15")],
            levels: [
                Level(
                    path: ["visits", "groups"],
                    columns: [
                        ["key", "school", "office", "code"], ["key", "school", "office", "name"],
                        ["key", "schoolYear"], ["count"], ["countDistinct", "school"],
                    ])
            ]
        ) { viewer in
            """
            SELECT o.code, o.name_ar, v.school_year, count(*),
                count(DISTINCT (v.office_id, v.school_id))
            FROM app.visit v JOIN app.office o ON o.id = v.office_id
            WHERE \(viewer.visits) AND v.visited_on >= '2024-12-15'
            GROUP BY 1, 2, 3 HAVING count(*) >= \(viewer.rowsMin) ORDER BY 1, 2, 3
            """
        },
        KeptOperation(
            name: "schools-by-office", roles: everyRole,
            variables: ["schoolYear": .string("2026-2027")],
            levels: [
                Level(
                    path: ["schools", "groups"],
                    columns: [["key", "office", "code"], ["key", "office", "name"], ["count"]])
            ]
        ) { viewer in
            """
            SELECT o.code, o.name_ar, count(*)
            FROM app.school s JOIN app.office o ON o.id = s.office_id
            WHERE \(viewer.isInScope("s")) GROUP BY 1, 2 ORDER BY 1, 2
            """
        },
    ]

    private static let lists = [
        KeptOperation(
            name: "schools-without-visit", roles: readers,
            variables: ["schoolYear": .string("2026-2027")],
            levels: [
                Level(
                    path: ["communities", "nodes"],
                    columns: [["number"], ["name"], ["schools", "totalCount"]]),
                Level(path: ["schools", "nodes"], columns: [["gresaCode"], ["name"]]),
            ]
        ) { viewer in
            """
            SELECT c.number, c.name_ar, count(s.id) OVER (PARTITION BY c.id), s.gresa_code,
                s.name_ar
            FROM app.community c
            LEFT JOIN app.school s ON s.office_id = c.office_id AND s.community_id = c.id
                AND s.id NOT IN (
                    SELECT v.school_id FROM app.visit v
                    WHERE \(viewer.visits) AND v.school_year = '2026-2027')
            WHERE c.office_id = \(viewer.officeID) ORDER BY c.name_ar, c.id, s.name_ar, s.id
            """
        },
        KeptOperation(
            name: "schools-by-community", roles: readers, variables: JSONObject(),
            levels: [
                Level(path: ["communities", "nodes"], columns: [["name"]]),
                Level(path: ["schools", "nodes"], columns: [["gresaCode"], ["name"]]),
                Level(
                    path: ["visits", "nodes"],
                    columns: [["visitedOn"], ["purpose"], ["escort", "fullName"]]),
            ]
        ) { viewer in
            """
            SELECT DISTINCT ON (c.name_ar, c.id, s.name_ar, s.id)
                c.name_ar, s.gresa_code, s.name_ar, v.visited_on, v.purpose, p.full_name_ar
            FROM app.community c
            LEFT JOIN app.school s ON (s.office_id, s.community_id) = (c.office_id, c.id)
            LEFT JOIN app.visit v ON v.school_id = s.id AND \(viewer.visits)
            LEFT JOIN app.person p ON p.id = v.escort_id
            WHERE c.office_id = \(viewer.officeID)
            ORDER BY c.name_ar, c.id, s.name_ar, s.id, v.visited_on DESC, v.id DESC
            """
        },
        KeptOperation(
            name: "most-visited-schools", roles: readers,
            variables: ["cycle": .string("PRIMARY"), "first": .number("25")],
            levels: [
                Level(
                    path: ["schools", "nodes"],
                    columns: [
                        ["gresaCode"], ["name"], ["community", "name"], ["visits", "totalCount"],
                    ])
            ]
        ) { viewer in
            """
            SELECT s.gresa_code, s.name_ar, c.name_ar, count(v.id)
            FROM app.school s
            JOIN app.community c ON (c.office_id, c.id) = (s.office_id, s.community_id)
            LEFT JOIN app.visit v ON v.school_id = s.id AND \(viewer.visits)
            WHERE s.office_id = \(viewer.officeID) AND s.cycle = 'PRIMARY'
            GROUP BY s.id, s.gresa_code, s.name_ar, c.name_ar
            ORDER BY count(v.id) DESC, s.id DESC LIMIT 25
            """
        },
        KeptOperation(
            name: "search-schools", roles: everyRole,
            variables: ["words": .string("مَدرسه بــن"), "first": .number("100")],
            levels: [
                Level(
                    path: ["schools", "nodes"],
                    columns: [["gresaCode"], ["name"], ["nameFr"], ["municipality"]])
            ]
        ) { viewer in
            """
            SELECT s.gresa_code, s.name_ar, s.name_fr, s.municipality_ar
            FROM app.school s
            WHERE \(viewer.isInScope("s")) AND s.name_ar ~ 'مدرسة.*بن'
            ORDER BY s.name_ar, s.id
            """
        },
        KeptOperation(
            name: "escorts-of-community", roles: readers.subtracting(["SCHOOL_HEAD"]),
            variables: JSONObject(),
            levels: [
                Level(
                    path: ["community", "assignments", "nodes"],
                    columns: [
                        ["schoolYear"], ["decisionNumber"], ["startsOn"], ["endsOn"],
                        ["escort", "fullName"], ["escort", "corps"], ["visits", "totalCount"],
                    ])
            ]
        ) { viewer in
            """
            SELECT a.school_year, a.decision_number, a.starts_on, a.ends_on, p.full_name_ar,
                p.corps, (
                    SELECT count(*) FROM app.visit v
                    WHERE \(viewer.visits) AND v.assignment_id = a.id)
            FROM app.assignment a
            JOIN app.person p ON p.id = a.person_id
            JOIN app.community c ON (c.office_id, c.id) = (a.office_id, a.community_id)
            WHERE \(viewer.assignments) AND c.number = \(communityNumber)
            ORDER BY a.starts_on DESC, a.id DESC
            """
        },
        KeptOperation(
            name: "page-of-visits", roles: readers,
            variables: [
                "from": .string("2025-01-01"), "to": .string("2026-10-31"), "first": .number("37"),
            ],
            levels: [
                Level(
                    path: ["visits", "nodes"],
                    columns: [["id"], ["visitedOn"], ["purpose"], ["school", "gresaCode"]])
            ]
        ) { viewer in
            """
            SELECT v.id, v.visited_on, v.purpose, s.gresa_code
            FROM app.visit v JOIN app.school s ON (s.office_id, s.id) = (v.office_id, v.school_id)
            WHERE \(viewer.visits) AND v.visited_on BETWEEN '2025-01-01' AND '2026-10-31'
            ORDER BY v.visited_on DESC, v.id DESC
            """
        },
    ]
}
