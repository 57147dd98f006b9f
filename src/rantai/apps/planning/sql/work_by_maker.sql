-- Question: how much work does each maker get, and how full are its hours?
-- Parameters: run; sentra, maker (empty for all)
-- Columns: those of queries.MakerWorkRow
WITH jobs AS (
    SELECT maker_code, COUNT(*) AS jobs, CAST(SUM(quantity_pieces) AS bigint) AS pieces,
           CAST(SUM(cost_idr) AS bigint) AS cost_idr,
           CAST(SUM(CASE WHEN late_weeks > 0 THEN quantity_pieces ELSE 0 END) AS bigint) AS late_pieces,
           MIN(made_week) AS first_week
    FROM planning_job
    WHERE run_id = %(run)s AND (%(maker)s = '' OR maker_code = %(maker)s)
    GROUP BY maker_code
), resources AS (
    SELECT r.code, o.code AS maker_code
    FROM parties_organisation o CROSS JOIN capacity_resource r  -- SQLite walks a CROSS JOIN as it is written
    WHERE r.maker_id = o.id AND (%(maker)s = '' OR o.code = %(maker)s)
), loads AS (
    SELECT r.maker_code, CAST(SUM(l.load_minutes) AS bigint) AS load_minutes,
           CAST(SUM(l.capacity_minutes) AS bigint) AS capacity_minutes,
           MAX(CASE WHEN l.capacity_minutes > 0 THEN l.load_minutes * 100 / l.capacity_minutes ELSE 0 END) AS peak
    FROM resources r CROSS JOIN planning_load l
    WHERE l.run_id = %(run)s AND l.resource_code = r.code
    GROUP BY r.maker_code
)
SELECT m.code, m.name, COALESCE(s.code, ''), COALESCE(s.name, ''), COALESCE(p.name, ''), COALESCE(j.jobs, 0),
       COALESCE(j.pieces, 0), COALESCE(j.cost_idr, 0), COALESCE(j.late_pieces, 0), COALESCE(j.first_week, -1),
       COALESCE(l.load_minutes, 0), COALESCE(l.capacity_minutes, 0), COALESCE(l.peak, 0)
FROM catalog_chainparty c
JOIN parties_organisation m ON m.id = c.organisation_id
LEFT JOIN parties_sentra s ON s.id = m.sentra_id
LEFT JOIN parties_place p ON p.id = m.place_id
LEFT JOIN jobs j ON j.maker_code = m.code
LEFT JOIN loads l ON l.maker_code = m.code
WHERE (c.kind IN ('maker', 'assembler') OR j.jobs > 0)
  AND (%(sentra)s = '' OR s.code = %(sentra)s)
  AND (%(maker)s = '' OR m.code = %(maker)s)
ORDER BY COALESCE(j.cost_idr, 0) DESC, m.code
