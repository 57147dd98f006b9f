-- Question: who makes how many of what, when, with steel from which week?
-- Parameters: run, language; maker, sentra, item, order_code, code (each empty for all); week_from, week_to
-- Columns: those of queries.JobRow
SELECT j.job_code, j.order_code, j.item_code, COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END,
       j.item_code), j.maker_code, COALESCE(m.name, j.maker_code), COALESCE(s.code, ''), COALESCE(s.name, ''),
       COALESCE(o.material_owner_code, ''), j.made_week, j.material_week, COALESCE(o.need_week, j.made_week),
       j.quantity_pieces, j.price_idr_each, j.cost_idr, j.late_weeks, j.locality
FROM planning_job j
LEFT JOIN planning_planorder o ON o.run_id = j.run_id AND o.order_code = j.order_code
LEFT JOIN catalog_item i ON i.code = j.item_code
LEFT JOIN parties_organisation m ON m.code = j.maker_code
LEFT JOIN parties_sentra s ON s.id = m.sentra_id
WHERE j.run_id = %(run)s
  AND (%(maker)s = '' OR j.maker_code = %(maker)s)
  AND (%(sentra)s = '' OR s.code = %(sentra)s)
  AND (%(item)s = '' OR j.item_code = %(item)s)
  AND (%(order_code)s = '' OR j.order_code = %(order_code)s)
  AND (%(code)s = '' OR j.job_code = %(code)s)
  AND j.made_week BETWEEN %(week_from)s AND %(week_to)s
ORDER BY j.made_week, j.job_code
