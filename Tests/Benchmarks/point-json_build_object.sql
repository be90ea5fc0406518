\startpipeline
SELECT "office_known" FROM "access"."begin_request"(:person, :office);
SELECT json_build_object('data', json_build_object('communities', json_build_object('nodes', coalesce((
    SELECT json_agg(json_build_object('id', c.id, 'name', c.name_ar))
    FROM (SELECT id, name_ar FROM app.community
          ORDER BY name_ar, office_id, id LIMIT 20) c), '[]'::json))));
\endpipeline
