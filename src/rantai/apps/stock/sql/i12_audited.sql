-- Rule: I12 every booking has its audit row and its movements.
-- Columns: what
SELECT 'booking ' || n.id || ' has no audit row' AS what
FROM (SELECT CAST(b.id AS varchar(80)) AS id, b.booked_at AS at FROM stock_booking b
      EXCEPT
      SELECT a.object_id, a.at FROM audit_auditentry a WHERE a.noun = 'booking' AND a.verb = 'book') n
UNION ALL
SELECT 'booking ' || b.id || ' moves nothing'
FROM stock_booking b
WHERE NOT EXISTS (SELECT 1 FROM stock_movement m WHERE m.booking_id = b.id)
UNION ALL
SELECT 'booking ' || g.object_id || ' has an audit row but is gone'
FROM (SELECT a.object_id FROM audit_auditentry a WHERE a.noun = 'booking' AND a.verb = 'book'
      EXCEPT
      SELECT CAST(b.id AS varchar(80)) FROM stock_booking b) g
ORDER BY 1
