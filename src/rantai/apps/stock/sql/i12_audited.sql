-- Rule: I12 every booking has its audit row and its movements.
-- Columns: what
SELECT 'booking ' || b.id || ' has no audit row' AS what
FROM stock_booking b
WHERE NOT EXISTS (SELECT 1 FROM audit_auditentry a
                  WHERE a.noun = 'booking' AND a.verb = 'book' AND a.object_id = CAST(b.id AS varchar(20)))
UNION ALL
SELECT 'booking ' || b.id || ' moves nothing'
FROM stock_booking b
WHERE NOT EXISTS (SELECT 1 FROM stock_movement m WHERE m.booking_id = b.id)
ORDER BY 1
