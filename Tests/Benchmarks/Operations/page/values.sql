-- The last row of the page before: of page 50, or of the last but one where there are fewer.
WITH matching AS (
    SELECT id, visited_on, row_number() OVER (ORDER BY visited_on DESC, id DESC) AS number
    FROM app.visit
    WHERE office_id = :'office'::integer AND cycle = 'PRIMARY' AND school_year = '2025-2026'
), place AS (
    SELECT least(50, count(*) / 20 - 1) * 20 AS rows_before FROM matching
)
SELECT json_build_object('rowsBefore', rows_before,
    'pgbench', json_build_object('visited_on', visited_on, 'visit', id))
FROM matching JOIN place ON number = rows_before;
