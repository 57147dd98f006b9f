-- Question: why is something late, short, elsewhere or unplaced?
-- Parameters: run, language; subject, kind (empty for all)
-- Columns: those of queries.ReasonRow
SELECT r.subject_code, r.subject_kind, r.kind, r.reason_code, r.resource_code,
       COALESCE(CASE WHEN %(language)s = 'en' THEN n.name_en ELSE n.name_id END, r.resource_code), r.week, r.amount, r.unit
FROM planning_reason r
LEFT JOIN planning_name n ON n.run_id = r.run_id AND n.named_code = r.resource_code
      AND n.kind = (SELECT MIN(k.kind) FROM planning_name k WHERE k.run_id = r.run_id AND k.named_code = r.resource_code)
WHERE r.run_id = %(run)s
  AND (%(subject)s = '' OR r.subject_code = %(subject)s)
  AND (%(kind)s = '' OR r.kind = %(kind)s)
ORDER BY r.subject_code, r.kind, r.reason_code, r.resource_code, r.week
