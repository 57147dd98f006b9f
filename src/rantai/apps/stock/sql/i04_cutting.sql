-- Rule: I4 what goes under a machine comes out of it to the gram, lot by lot and heat by heat; no heat comes from nowhere.
-- Columns: what
WITH ends AS (
    SELECT m.booking_id, m.material_lot_id AS lot, m.heat, m.grams
    FROM stock_movement m
    JOIN stock_account d ON d.id = m.dst_id AND d.kind = 'process'
    JOIN stock_booking b ON b.id = m.booking_id AND b.kind = 'conversion'
    UNION ALL
    SELECT m.booking_id, COALESCE(l.parent_id, 0), m.heat, -m.grams
    FROM stock_movement m
    JOIN stock_account s ON s.id = m.src_id AND s.kind = 'process'
    JOIN stock_materiallot l ON l.id = m.material_lot_id
    JOIN stock_booking b ON b.id = m.booking_id AND b.kind = 'conversion'
)
SELECT 'booking ' || e.booking_id || ', lot ' || COALESCE(l.code, '?') || ', heat ' || e.heat || ': ' || SUM(e.grams)
       || ' g went in and did not come out' AS what
FROM ends e
LEFT JOIN stock_materiallot l ON l.id = e.lot
GROUP BY e.booking_id, e.lot, l.code, e.heat
HAVING SUM(e.grams) <> 0
UNION ALL
SELECT 'movement ' || m.sequence || ' passes a machine without being cut'
FROM stock_movement m
JOIN stock_account a ON (a.id = m.src_id OR a.id = m.dst_id) AND a.kind = 'process'
JOIN stock_booking b ON b.id = m.booking_id
WHERE b.kind NOT IN ('conversion', 'reversal')
UNION ALL
SELECT 'lot ' || l.code || ', heat ' || l.heat || ': it never came in'
FROM stock_materiallot l
WHERE NOT EXISTS (
    SELECT 1 FROM stock_movement m
    JOIN stock_account s ON s.id = m.src_id
    WHERE m.material_lot_id = l.id
      AND ((l.parent_id IS NULL AND s.kind IN ('supplier', 'opening', 'correction'))
           OR (l.parent_id IS NOT NULL AND s.kind = 'process'))
)
ORDER BY 1
