\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT '{"data":{"visits":{"groups":[' || coalesce((
    SELECT string_agg('{"key":{"cycle":"' || g.cycle || '","visitedOn":"' || g.month
        || '"},"count":' || g.count || '}', ',')
    FROM (SELECT cycle, date_trunc('month', visited_on::timestamp)::date AS month, count(*) AS count
          FROM app.visit GROUP BY 1, 2 ORDER BY 1, 2) g), '') || ']}}}';
\endpipeline
