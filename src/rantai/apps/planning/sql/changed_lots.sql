-- Question: which lots differ in run B from run A?
-- Parameters: run_a, run_b, language
-- Columns: those of queries.LotChange
SELECT g.order_code, COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END, g.item_code), g.need_week,
       g.pieces_a, g.pieces_b, g.ready_a, g.ready_b, g.late_a, g.late_b, g.short_a, g.short_b
FROM (
    SELECT order_code, MIN(item_code) AS item_code, MIN(need_week) AS need_week,
           MAX(CASE WHEN run_id = %(run_a)s THEN quantity_pieces ELSE 0 END) AS pieces_a,
           MAX(CASE WHEN run_id = %(run_b)s THEN quantity_pieces ELSE 0 END) AS pieces_b,
           MAX(CASE WHEN run_id = %(run_a)s THEN ready_week ELSE -1 END) AS ready_a,
           MAX(CASE WHEN run_id = %(run_b)s THEN ready_week ELSE -1 END) AS ready_b,
           MAX(CASE WHEN run_id = %(run_a)s THEN late_weeks ELSE 0 END) AS late_a,
           MAX(CASE WHEN run_id = %(run_b)s THEN late_weeks ELSE 0 END) AS late_b,
           MAX(CASE WHEN run_id = %(run_a)s THEN short_pieces ELSE 0 END) AS short_a,
           MAX(CASE WHEN run_id = %(run_b)s THEN short_pieces ELSE 0 END) AS short_b
    FROM planning_planorder WHERE run_id IN (%(run_a)s, %(run_b)s) GROUP BY order_code
) g
LEFT JOIN catalog_item i ON i.code = g.item_code
WHERE g.pieces_a <> g.pieces_b OR g.ready_a <> g.ready_b OR g.late_a <> g.late_b OR g.short_a <> g.short_b
ORDER BY g.short_a - g.short_b, g.late_a - g.late_b, g.order_code
