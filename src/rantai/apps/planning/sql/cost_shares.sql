-- Question: who pays how much of a steel order; or what does one firm pay of all of them?
-- Parameters: run, language; order, payer (each empty for all)
-- Columns: those of queries.CostShareRow
SELECT s.material_order_code, s.payer_code, COALESCE(p.name, s.payer_code), m.format_code,
       COALESCE(f.name, m.format_code), m.order_week, m.arrival_week, s.needed_g, s.share_idr, s.alone_idr, c.rule,
       c.caps_kept, c.reason_code
FROM planning_costshare s
JOIN planning_costsplit c ON c.run_id = s.run_id AND c.material_order_code = s.material_order_code
JOIN planning_materialorder m ON m.run_id = s.run_id AND m.material_order_code = s.material_order_code
LEFT JOIN parties_organisation p ON p.code = s.payer_code
LEFT JOIN catalog_format f ON f.code = m.format_code
WHERE s.run_id = %(run)s
  AND (%(order)s = '' OR s.material_order_code = %(order)s)
  AND (%(payer)s = '' OR s.payer_code = %(payer)s)
ORDER BY m.order_week, s.material_order_code, s.payer_code
