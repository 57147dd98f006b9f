-- Question: how full is each resource of a maker, week by week?
-- Parameters: run, language, maker
-- Columns: those of queries.LoadRow
SELECT r.code, r.name, CASE WHEN %(language)s = 'en' THEN p.name_en ELSE p.name_id END, l.week, l.load_minutes,
       l.capacity_minutes
FROM planning_load l
JOIN capacity_resource r ON r.code = l.resource_code
JOIN catalog_process p ON p.id = r.process_id
JOIN parties_organisation m ON m.id = r.maker_id
WHERE l.run_id = %(run)s AND m.code = %(maker)s
ORDER BY r.code, l.week
