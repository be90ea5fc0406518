\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT json_build_object('data', json_build_object('communities', json_build_object('nodes', coalesce((
    SELECT json_agg(json_build_object('id', c.id, 'name', c.name_ar, 'schools', json_build_object('nodes', coalesce((
        SELECT json_agg(json_build_object('id', s.id, 'name', s.name_ar, 'visits', json_build_object('nodes', coalesce((
            SELECT json_agg(json_build_object('id', v.id, 'visitedOn', v.visited_on))
            FROM (SELECT id, visited_on FROM app.visit
                  WHERE office_id = s.office_id AND school_id = s.id
                  ORDER BY visited_on DESC, id DESC LIMIT 5) v), '[]'::json))))
        FROM (SELECT office_id, id, name_ar FROM app.school
              WHERE office_id = c.office_id AND community_id = c.id
              ORDER BY name_ar, id LIMIT 20) s), '[]'::json))))
    FROM (SELECT office_id, id, name_ar FROM app.community
          ORDER BY name_ar, office_id, id LIMIT 20) c), '[]'::json))));
\endpipeline
