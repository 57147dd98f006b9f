-- Question: which components are bought ready made, from whom, when?
-- Parameters: run, language; supplier, item (empty for all)
-- Columns: those of queries.ComponentOrderRow
SELECT b.component_order_code, b.item_code,
       COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END, b.item_code), b.supplier_code,
       COALESCE(s.name, b.supplier_code), b.order_code, b.order_week, b.need_week, b.arrival_week, b.quantity_pieces,
       b.cost_idr, b.late_weeks, b.origin
FROM planning_componentorder b
LEFT JOIN catalog_item i ON i.code = b.item_code
LEFT JOIN parties_organisation s ON s.code = b.supplier_code
WHERE b.run_id = %(run)s
  AND (%(supplier)s = '' OR b.supplier_code = %(supplier)s)
  AND (%(item)s = '' OR b.item_code = %(item)s)
ORDER BY b.order_week, b.component_order_code
