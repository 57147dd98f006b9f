-- Question: how full are all resources of a process in a sentra, week by week?
-- Parameters: run, language; sentra (empty: all together)
-- Columns: those of queries.ProcessLoadRow
WITH resources AS (
    SELECT r.code, r.process_id, r.minutes_week, s.code AS sentra_code
    FROM capacity_resource r
    JOIN parties_organisation m ON m.id = r.maker_id
    LEFT JOIN parties_sentra s ON s.id = m.sentra_id
    WHERE %(sentra)s = '' OR s.code = %(sentra)s
)
SELECT p.code, CASE WHEN %(language)s = 'en' THEN p.name_en ELSE p.name_id END, l.week,
       CAST(SUM(l.load_minutes) AS bigint), CAST(MAX(t.minutes_week) AS bigint)
FROM planning_load l
JOIN resources r ON r.code = l.resource_code
JOIN catalog_process p ON p.id = r.process_id
JOIN (SELECT process_id, SUM(minutes_week) AS minutes_week FROM resources GROUP BY process_id) t
     ON t.process_id = r.process_id
WHERE l.run_id = %(run)s
GROUP BY p.code, p.name_en, p.name_id, l.week
ORDER BY p.code, l.week
