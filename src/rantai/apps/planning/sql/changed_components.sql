-- Question: which components bought ready made differ in run B from run A?
-- Parameters: run_a, run_b, language
-- Columns: those of queries.ComponentChange
SELECT COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END, g.item_code),
       COALESCE(s.name, g.supplier_code), CAST(g.pieces_a AS bigint), CAST(g.pieces_b AS bigint),
       CAST(g.cost_a AS bigint), CAST(g.cost_b AS bigint)
FROM (
    SELECT item_code, supplier_code, SUM(CASE WHEN run_id = %(run_a)s THEN quantity_pieces ELSE 0 END) AS pieces_a,
           SUM(CASE WHEN run_id = %(run_b)s THEN quantity_pieces ELSE 0 END) AS pieces_b,
           SUM(CASE WHEN run_id = %(run_a)s THEN cost_idr ELSE 0 END) AS cost_a,
           SUM(CASE WHEN run_id = %(run_b)s THEN cost_idr ELSE 0 END) AS cost_b
    FROM planning_componentorder WHERE run_id IN (%(run_a)s, %(run_b)s) GROUP BY item_code, supplier_code
) g
LEFT JOIN catalog_item i ON i.code = g.item_code
LEFT JOIN parties_organisation s ON s.code = g.supplier_code
WHERE g.pieces_a <> g.pieces_b OR g.cost_a <> g.cost_b
ORDER BY ABS(g.cost_b - g.cost_a) DESC, g.item_code, g.supplier_code
