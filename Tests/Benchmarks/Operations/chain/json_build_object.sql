\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT json_build_object('data', json_build_object('visits', json_build_object('nodes', coalesce((
    SELECT json_agg(json_build_object('id', v.id, 'visitedOn', v.visited_on,
        'school', s.school, 'escort', e.escort)
        ORDER BY v.visited_on DESC, v.office_id DESC, v.id DESC)
    FROM (SELECT office_id, id, visited_on, school_id, escort_id FROM app.visit
          ORDER BY visited_on DESC, office_id DESC, id DESC LIMIT 20) v
    LEFT JOIN LATERAL (
        SELECT json_build_object('name', s.name_ar, 'community', c.community) AS school
        FROM app.school s
        LEFT JOIN LATERAL (
            SELECT json_build_object('name', c.name_ar, 'zone', z.zone) AS community
            FROM app.community c
            LEFT JOIN LATERAL (
                SELECT json_build_object('name', z.name_ar) AS zone
                FROM app.zone z WHERE z.office_id = c.office_id AND z.id = c.zone_id) z ON true
            WHERE c.office_id = s.office_id AND c.id = s.community_id) c ON true
        WHERE s.office_id = v.office_id AND s.id = v.school_id) s ON true
    LEFT JOIN LATERAL (
        SELECT json_build_object('fullName', p.full_name_ar) AS escort
        FROM app.person p WHERE p.id = v.escort_id) e ON true), '[]'::json))));
\endpipeline
