\startpipeline
SELECT "office_known" FROM "access"."begin_request"(:person, :office);
SELECT '{"data":{"communities":{"nodes":[' || coalesce((
    SELECT string_agg('{"id":"' || c.id || '","name":' || to_json(c.name_ar)::text || '}', ',')
    FROM (SELECT id, name_ar FROM app.community
          ORDER BY name_ar, office_id, id LIMIT 20) c), '') || ']}}}';
\endpipeline
