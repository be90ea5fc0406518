\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT json_build_object('data', json_build_object('visits', json_build_object('groups', coalesce((
    SELECT json_agg(json_build_object(
        'key', json_build_object('cycle', g.cycle, 'visitedOn', g.month), 'count', g.count))
    FROM (SELECT cycle, date_trunc('month', visited_on)::date AS month, count(*) AS count
          FROM app.visit GROUP BY 1, 2 ORDER BY 1, 2) g), '[]'::json))));
\endpipeline
