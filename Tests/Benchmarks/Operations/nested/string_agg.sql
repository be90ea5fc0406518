\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT '{"data":{"communities":{"nodes":[' || coalesce((
    SELECT string_agg('{"id":"' || c.id || '","name":' || to_json(c.name_ar)::text || ',"schools":{"nodes":[' || coalesce((
        SELECT string_agg('{"id":"' || s.id || '","name":' || to_json(s.name_ar)::text || ',"visits":{"nodes":[' || coalesce((
            SELECT string_agg('{"id":"' || v.id || '","visitedOn":"' || v.visited_on || '"}', ',')
            FROM (SELECT id, visited_on FROM app.visit
                  WHERE office_id = s.office_id AND school_id = s.id
                  ORDER BY visited_on DESC, id DESC LIMIT 5) v), '') || ']}}', ',')
        FROM (SELECT office_id, id, name_ar FROM app.school
              WHERE office_id = c.office_id AND community_id = c.id
              ORDER BY name_ar, id LIMIT 20) s), '') || ']}}', ',')
    FROM (SELECT office_id, id, name_ar FROM app.community
          ORDER BY name_ar, office_id, id LIMIT 20) c), '') || ']}}}';
\endpipeline
