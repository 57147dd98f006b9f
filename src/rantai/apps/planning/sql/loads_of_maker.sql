-- Question: how full is each resource of a maker, week by week?
-- Parameters: run, language, maker
-- Columns: those of queries.LoadRow
SELECT r.code, r.name, CASE WHEN %(language)s = 'en' THEN p.name_en ELSE p.name_id END, l.week, l.load_minutes,
       l.capacity_minutes
FROM parties_organisation m
CROSS JOIN capacity_resource r  -- SQLite walks a CROSS JOIN as it is written
CROSS JOIN planning_load l
JOIN catalog_process p ON p.id = r.process_id
WHERE m.code = %(maker)s AND r.maker_id = m.id AND l.run_id = %(run)s AND l.resource_code = r.code
ORDER BY r.code, l.week
