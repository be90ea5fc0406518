\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT a.municipality_ar, a.cycle, count(*), min(b.name_ar), avg(b.opened_on - a.opened_on)
FROM app.school a
JOIN app.school b ON b.cycle = a.cycle AND b.id <> a.id
GROUP BY 1, 2
ORDER BY 3 DESC, 1, 2;
\endpipeline
