-- Question: how full are all resources of a process in a sentra, week by week?
-- Parameters: run, language; sentra (empty: all together)
-- Columns: those of queries.ProcessLoadRow
WITH resources AS (
    SELECT r.code, r.process_id, r.minutes_week
    FROM capacity_resource r
    JOIN parties_organisation m ON m.id = r.maker_id
    LEFT JOIN parties_sentra s ON s.id = m.sentra_id
    WHERE %(sentra)s = '' OR s.code = %(sentra)s
), weeks AS (
    SELECT r.process_id, l.week, CAST(SUM(l.load_minutes) AS bigint) AS load_minutes
    FROM resources r CROSS JOIN planning_load l  -- SQLite walks a CROSS JOIN as it is written
    WHERE l.run_id = %(run)s AND l.resource_code = r.code
    GROUP BY r.process_id, l.week
)
SELECT p.code, CASE WHEN %(language)s = 'en' THEN p.name_en ELSE p.name_id END, w.week, w.load_minutes,
       CAST(t.minutes_week AS bigint)
FROM weeks w
JOIN catalog_process p ON p.id = w.process_id
JOIN (SELECT process_id, SUM(minutes_week) AS minutes_week FROM resources GROUP BY process_id) t
     ON t.process_id = w.process_id
ORDER BY p.code, w.week
