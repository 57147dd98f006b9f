-- Question: how much work does each sentra get, and how many of its makers?
-- Parameters: run
-- Columns: those of queries.SentraWorkRow
WITH jobs AS (
    SELECT maker_code, COUNT(*) AS jobs, SUM(quantity_pieces) AS pieces, SUM(cost_idr) AS cost_idr,
           SUM(CASE WHEN late_weeks > 0 THEN quantity_pieces ELSE 0 END) AS late_pieces
    FROM planning_job WHERE run_id = %(run)s GROUP BY maker_code
)
SELECT s.code, s.name, COALESCE(MAX(p.name), ''), COALESCE(MAX(s.announced_makers), 0),
       COUNT(DISTINCT CASE WHEN c.kind = 'maker' THEN m.id END), COUNT(DISTINCT CASE WHEN j.jobs > 0 THEN m.id END),
       CAST(COALESCE(SUM(j.jobs), 0) AS bigint), CAST(COALESCE(SUM(j.pieces), 0) AS bigint),
       CAST(COALESCE(SUM(j.cost_idr), 0) AS bigint), CAST(COALESCE(SUM(j.late_pieces), 0) AS bigint),
       MAX(p.latitude_udeg), MAX(p.longitude_udeg)
FROM parties_sentra s
LEFT JOIN parties_place p ON p.id = s.place_id
LEFT JOIN parties_organisation m ON m.sentra_id = s.id
LEFT JOIN catalog_chainparty c ON c.organisation_id = m.id
LEFT JOIN jobs j ON j.maker_code = m.code
GROUP BY s.code, s.name
ORDER BY 9 DESC, s.code
