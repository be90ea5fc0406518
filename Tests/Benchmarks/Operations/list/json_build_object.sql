\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT json_build_object('data', json_build_object('schools', json_build_object('nodes', coalesce((
    SELECT json_agg(json_build_object('id', s.id, 'gresaCode', s.gresa_code, 'name', s.name_ar,
        'nameFr', s.name_fr, 'kind', s.kind, 'cycle', s.cycle, 'setting', s.setting,
        'openedOn', s.opened_on))
    FROM (SELECT id, gresa_code, name_ar, name_fr, kind, cycle, setting, opened_on
          FROM app.school
          ORDER BY name_ar, office_id, id LIMIT 20) s), '[]'::json))));
\endpipeline
