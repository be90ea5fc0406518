\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT '{"data":{"schools":{"nodes":[' || coalesce((
    SELECT string_agg('{"id":"' || s.id || '","gresaCode":"' || s.gresa_code
        || '","name":' || to_json(s.name_ar)::text || ',"nameFr":' || to_json(s.name_fr)::text
        || ',"kind":"' || s.kind || '","cycle":"' || s.cycle || '","setting":"' || s.setting
        || '","openedOn":"' || s.opened_on || '"}', ',')
    FROM (SELECT id, gresa_code, name_ar, name_fr, kind, cycle, setting, opened_on
          FROM app.school
          ORDER BY name_ar, office_id, id LIMIT 20) s), '') || ']}}}';
\endpipeline
