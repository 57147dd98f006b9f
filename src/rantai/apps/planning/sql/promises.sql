-- Question: what does each line of demand get, and when?
-- Parameters: run, language; customer, place, kind, code (empty for all); late_only (1: only late or short lines)
-- Columns: those of queries.PromiseRow
WITH RECURSIVE inside (id) AS (
    SELECT id FROM parties_place WHERE code = %(place)s
    UNION
    SELECT p.id FROM parties_place p JOIN inside i ON p.parent_id = i.id
)
SELECT pr.demand_code, COALESCE(d.kind, ''), COALESCE(i.code, ''),
       COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END, ''), COALESCE(c.code, ''),
       COALESCE(c.name, ''), COALESCE(pl.code, ''), COALESCE(pl.name, ''), COALESCE(d.priority, 9),
       COALESCE(d.firmness, ''), pr.due_week, pr.promise_week, pr.quantity_pieces, pr.on_time_pieces, pr.late_pieces,
       pr.short_pieces
FROM planning_promise pr
JOIN planning_planrun run ON run.id = pr.run_id
LEFT JOIN demand_demandline d ON d.programme_id = run.programme_id AND d.code = pr.demand_code
LEFT JOIN catalog_item i ON i.id = d.item_id
LEFT JOIN parties_organisation c ON c.id = d.customer_id
LEFT JOIN parties_place pl ON pl.id = d.place_id
WHERE pr.run_id = %(run)s
  AND (%(customer)s = '' OR c.code = %(customer)s)
  AND (%(place)s = '' OR d.place_id IN (SELECT id FROM inside))
  AND (%(kind)s = '' OR d.kind = %(kind)s)
  AND (%(code)s = '' OR pr.demand_code = %(code)s)
  AND (%(late_only)s = 0 OR pr.late_pieces + pr.short_pieces > 0)
ORDER BY pr.due_week, pr.demand_code
