-- Question: which lots are late or short, and what binds them?
-- Parameters: run, language
-- Columns: those of queries.LateOrderRow; one row for each reason, at least one for each order
SELECT o.order_code, o.item_code, COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END, o.item_code),
       o.need_week, o.ready_week, o.quantity_pieces, o.late_weeks, o.short_pieces, COALESCE(r.kind, ''),
       COALESCE(r.reason_code, ''), COALESCE(r.resource_code, ''),
       COALESCE(CASE WHEN %(language)s = 'en' THEN n.name_en ELSE n.name_id END, r.resource_code, ''),
       COALESCE(r.week, -1), COALESCE(r.amount, 0), COALESCE(r.unit, '')
FROM planning_planorder o
LEFT JOIN catalog_item i ON i.code = o.item_code
LEFT JOIN planning_reason r ON r.run_id = o.run_id AND r.subject_code = o.order_code AND r.kind IN ('late', 'short')
LEFT JOIN planning_name n ON n.run_id = o.run_id AND n.named_code = r.resource_code
      AND n.kind = (SELECT MIN(k.kind) FROM planning_name k WHERE k.run_id = o.run_id AND k.named_code = r.resource_code)
WHERE o.run_id = %(run)s AND (o.late_weeks > 0 OR o.short_pieces > 0)
ORDER BY o.short_pieces DESC, o.late_weeks DESC, o.order_code, r.kind, r.reason_code, r.resource_code, r.week
