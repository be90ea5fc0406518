\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT set_config('bench.visit', r.id::text, true)
FROM api.record_visit(
    :school, :day, 'FIELD', :cycle, 'SET_PRIORITIES', '{PLANNING}', 'ESCORT', NULL) r;
SELECT json_build_object('data', json_build_object('recordVisit', json_build_object('visit',
    json_build_object('visitedOn', v.visited_on, 'mode', v.mode,
        'school', json_build_object('id', s.id, 'name', s.name_ar)))))
FROM app.visit v
JOIN app.school s ON s.office_id = v.office_id AND s.id = v.school_id
WHERE v.id = current_setting('bench.visit')::uuid;
\endpipeline
