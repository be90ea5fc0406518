\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT '{"data":{"school":' || coalesce((
    SELECT '{"id":"' || s.id || '","name":' || to_json(s.name_ar)::text || ',"cycle":"' || s.cycle
        || '","community":{"name":' || to_json(c.name_ar)::text || '}}'
    FROM app.school s
    JOIN app.community c ON c.office_id = s.office_id AND c.id = s.community_id
    WHERE s.id = :school), 'null') || '}}';
\endpipeline
