-- Question: which constraints bind most, over the whole plan?
-- Parameters: run, language; kind (late, short, elsewhere, unplaced; empty for all)
-- Columns: those of queries.BottleneckRow
SELECT g.kind, g.reason_code, g.resource_code,
       COALESCE(CASE WHEN %(language)s = 'en' THEN n.name_en ELSE n.name_id END, g.resource_code), g.subjects, g.first_week,
       g.last_week, g.amount, g.unit
FROM (
    SELECT kind, reason_code, resource_code, unit, COUNT(DISTINCT subject_code) AS subjects, MIN(week) AS first_week,
           MAX(week) AS last_week, CAST(SUM(amount) AS bigint) AS amount
    FROM planning_reason
    WHERE run_id = %(run)s AND (%(kind)s = '' OR kind = %(kind)s)
    GROUP BY kind, reason_code, resource_code, unit
) g
LEFT JOIN planning_name n ON n.run_id = %(run)s AND n.named_code = g.resource_code
      AND n.kind = (SELECT MIN(k.kind) FROM planning_name k WHERE k.run_id = %(run)s AND k.named_code = g.resource_code)
ORDER BY g.subjects DESC, g.reason_code, g.resource_code
