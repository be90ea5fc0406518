\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT '{"data":{"visits":{"nodes":[' || coalesce((
    SELECT string_agg('{"id":"' || v.id || '","visitedOn":"' || v.visited_on
        || '","school":{"name":' || to_json(s.name_ar)::text
        || ',"community":{"name":' || to_json(c.name_ar)::text
        || ',"zone":{"name":' || to_json(z.name_ar)::text || '}}},"escort":'
        || coalesce('{"fullName":' || to_json(p.full_name_ar)::text || '}', 'null') || '}', ','
        ORDER BY v.visited_on DESC, v.office_id DESC, v.id DESC)
    FROM (SELECT office_id, id, visited_on, school_id, escort_id FROM app.visit
          ORDER BY visited_on DESC, office_id DESC, id DESC LIMIT 20) v
    JOIN app.school s ON s.office_id = v.office_id AND s.id = v.school_id
    JOIN app.community c ON c.office_id = s.office_id AND c.id = s.community_id
    JOIN app.zone z ON z.office_id = c.office_id AND z.id = c.zone_id
    LEFT JOIN app.person p ON p.id = v.escort_id), '') || ']}}}';
\endpipeline
