\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT '{"data":{"visits":{"nodes":[' || coalesce((
    SELECT string_agg('{"id":"' || v.id || '","visitedOn":"' || v.visited_on || '","mode":"' || v.mode
        || '","purpose":"' || v.purpose || '","school":{"name":' || to_json(s.name_ar)::text || '}}', ','
        ORDER BY v.visited_on DESC, v.office_id DESC, v.id DESC)
    FROM (SELECT office_id, id, visited_on, mode, purpose, school_id FROM app.visit
          WHERE cycle = 'PRIMARY' AND school_year = '2025-2026'
              AND (visited_on, id) < (:visited_on, :visit)
          ORDER BY visited_on DESC, office_id DESC, id DESC LIMIT 20) v
    JOIN app.school s ON s.office_id = v.office_id AND s.id = v.school_id), '') || ']}}}';
\endpipeline
