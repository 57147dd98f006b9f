-- Question: which lines of demand get something else in run B than in run A?
-- Parameters: run_a, run_b, language
-- Columns: those of queries.PromiseChange
SELECT k.demand_code, COALESCE(c.code, ''), COALESCE(pl.name, ''),
       COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END, ''),
       COALESCE(a.quantity_pieces, 0), COALESCE(b.quantity_pieces, 0), COALESCE(a.promise_week, -1),
       COALESCE(b.promise_week, -1), COALESCE(a.late_pieces, 0), COALESCE(b.late_pieces, 0), COALESCE(a.short_pieces, 0),
       COALESCE(b.short_pieces, 0)
FROM (SELECT DISTINCT demand_code FROM planning_promise WHERE run_id IN (%(run_a)s, %(run_b)s)) k
LEFT JOIN planning_promise a ON a.run_id = %(run_a)s AND a.demand_code = k.demand_code
LEFT JOIN planning_promise b ON b.run_id = %(run_b)s AND b.demand_code = k.demand_code
JOIN planning_planrun run ON run.id = %(run_b)s
LEFT JOIN demand_demandline d ON d.programme_id = run.programme_id AND d.code = k.demand_code
LEFT JOIN parties_organisation c ON c.id = d.customer_id
LEFT JOIN parties_place pl ON pl.id = d.place_id
LEFT JOIN catalog_item i ON i.id = d.item_id
WHERE a.id IS NULL OR b.id IS NULL OR a.quantity_pieces <> b.quantity_pieces OR a.promise_week <> b.promise_week
   OR a.late_pieces <> b.late_pieces OR a.short_pieces <> b.short_pieces
ORDER BY k.demand_code
