-- Question: how many vehicles does each regency or city want, and how many come in time?
-- Parameters: run; kind (of demand, empty for all)
-- Columns: those of queries.RegencyRow
WITH RECURSIVE climb (place_id, at_id, at_kind, parent_id) AS (
    SELECT id, id, kind, parent_id FROM parties_place
    UNION ALL
    SELECT c.place_id, p.id, p.kind, p.parent_id
    FROM climb c JOIN parties_place p ON p.id = c.parent_id
    WHERE c.at_kind NOT IN ('regency', 'city')
), regency (place_id, regency_id) AS (
    SELECT place_id, at_id FROM climb WHERE at_kind IN ('regency', 'city')
)
SELECT r.code, r.name, r.latitude_udeg, r.longitude_udeg, COUNT(*),
       CAST(SUM(pr.quantity_pieces) AS bigint), CAST(SUM(pr.on_time_pieces) AS bigint),
       CAST(SUM(pr.late_pieces) AS bigint), CAST(SUM(pr.short_pieces) AS bigint)
FROM planning_promise pr
JOIN planning_planrun run ON run.id = pr.run_id
JOIN demand_demandline d ON d.programme_id = run.programme_id AND d.code = pr.demand_code
JOIN regency g ON g.place_id = d.place_id
JOIN parties_place r ON r.id = g.regency_id
WHERE pr.run_id = %(run)s AND (%(kind)s = '' OR d.kind = %(kind)s)
GROUP BY r.code, r.name, r.latitude_udeg, r.longitude_udeg
ORDER BY 6 DESC, r.code
