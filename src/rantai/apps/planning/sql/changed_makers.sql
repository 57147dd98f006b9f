-- Question: which makers get other work in run B than in run A?
-- Parameters: run_a, run_b
-- Columns: those of queries.MakerChange
SELECT g.maker_code, COALESCE(m.name, g.maker_code), CAST(g.pieces_a AS bigint), CAST(g.pieces_b AS bigint),
       CAST(g.cost_a AS bigint), CAST(g.cost_b AS bigint)
FROM (
    SELECT maker_code, SUM(CASE WHEN run_id = %(run_a)s THEN quantity_pieces ELSE 0 END) AS pieces_a,
           SUM(CASE WHEN run_id = %(run_b)s THEN quantity_pieces ELSE 0 END) AS pieces_b,
           SUM(CASE WHEN run_id = %(run_a)s THEN cost_idr ELSE 0 END) AS cost_a,
           SUM(CASE WHEN run_id = %(run_b)s THEN cost_idr ELSE 0 END) AS cost_b
    FROM planning_job WHERE run_id IN (%(run_a)s, %(run_b)s) GROUP BY maker_code
) g
LEFT JOIN parties_organisation m ON m.code = g.maker_code
WHERE g.pieces_a <> g.pieces_b OR g.cost_a <> g.cost_b
ORDER BY ABS(g.cost_b - g.cost_a) DESC, g.maker_code
