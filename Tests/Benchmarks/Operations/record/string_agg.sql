\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT set_config('bench.visit', r.id::text, true)
FROM api.record_visit(
    :school, :day, 'FIELD', :cycle, 'SET_PRIORITIES', '{PLANNING}', 'ESCORT', NULL) r;
SELECT '{"data":{"recordVisit":{"visit":{"visitedOn":"' || v.visited_on || '","mode":"' || v.mode
    || '","school":{"id":"' || s.id || '","name":' || to_json(s.name_ar)::text || '}}}}}'
FROM app.visit v
JOIN app.school s ON s.office_id = v.office_id AND s.id = v.school_id
WHERE v.id = current_setting('bench.visit')::uuid;
\endpipeline
