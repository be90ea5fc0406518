\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT json_build_object('data', json_build_object('visits', json_build_object('nodes', coalesce((
    SELECT json_agg(json_build_object('id', v.id, 'visitedOn', v.visited_on, 'mode', v.mode,
        'purpose', v.purpose, 'school', s.school)
        ORDER BY v.visited_on DESC, v.office_id DESC, v.id DESC)
    FROM (SELECT office_id, id, visited_on, mode, purpose, school_id FROM app.visit
          WHERE cycle = 'PRIMARY' AND school_year = '2025-2026'
              AND (visited_on, id) < (:visited_on, :visit)
          ORDER BY visited_on DESC, office_id DESC, id DESC LIMIT 20) v
    LEFT JOIN LATERAL (
        SELECT json_build_object('name', s.name_ar) AS school
        FROM app.school s WHERE s.office_id = v.office_id AND s.id = v.school_id) s ON true
    ), '[]'::json))));
\endpipeline
