-- Question: which constraints bind most, over the whole plan?
-- Parameters: run, language; kind (late, short, elsewhere, unplaced; empty for all)
-- Columns: those of queries.BottleneckRow; what a lot lacks in a week counts once, however many of its jobs say so
WITH lots AS (
    SELECT r.kind, r.reason_code, r.resource_code, r.unit, r.week, COALESCE(j.order_code, r.subject_code) AS lot_code,
           MAX(r.amount) AS amount
    FROM planning_reason r
    LEFT JOIN planning_job j ON r.subject_kind = 'job' AND j.run_id = r.run_id AND j.job_code = r.subject_code
    WHERE r.run_id = %(run)s AND (%(kind)s = '' OR r.kind = %(kind)s)
    GROUP BY r.kind, r.reason_code, r.resource_code, r.unit, r.week, COALESCE(j.order_code, r.subject_code)
), weeks AS (
    SELECT kind, reason_code, resource_code, unit, week, SUM(amount) AS amount,
           ROW_NUMBER() OVER (PARTITION BY kind, reason_code, resource_code, unit ORDER BY SUM(amount) DESC, week) AS place
    FROM lots GROUP BY kind, reason_code, resource_code, unit, week
), spans AS (
    SELECT kind, reason_code, resource_code, unit, MIN(week) AS first_week, MAX(week) AS last_week,
           MAX(CASE WHEN place = 1 THEN week END) AS worst_week, MAX(amount) AS worst_amount, SUM(amount) AS amount
    FROM weeks GROUP BY kind, reason_code, resource_code, unit
), bound AS (
    SELECT kind, reason_code, resource_code, unit, COUNT(DISTINCT lot_code) AS subjects
    FROM lots GROUP BY kind, reason_code, resource_code, unit
)
SELECT s.kind, s.reason_code, s.resource_code,
       COALESCE(CASE WHEN %(language)s = 'en' THEN n.name_en ELSE n.name_id END, s.resource_code), b.subjects, s.first_week,
       s.last_week, s.worst_week, CAST(s.worst_amount AS bigint), CAST(s.amount AS bigint), s.unit
FROM spans s
JOIN bound b ON b.kind = s.kind AND b.reason_code = s.reason_code AND b.resource_code = s.resource_code AND b.unit = s.unit
LEFT JOIN planning_name n ON n.run_id = %(run)s AND n.named_code = s.resource_code
      AND n.kind = (SELECT MIN(k.kind) FROM planning_name k WHERE k.run_id = %(run)s AND k.named_code = s.resource_code)
ORDER BY b.subjects DESC, s.reason_code, s.resource_code, s.kind
