-- Rule: I10 a correction is the mirror of what it takes back, and nothing is posted into a closed period.
-- Columns: what
WITH lines AS (
    SELECT b.reverses_id AS booking_id, m.dst_id AS src_id, m.src_id AS dst_id, COALESCE(m.material_lot_id, 0) AS steel,
           COALESCE(m.item_lot_id, 0) AS parts, m.grams, m.pieces, m.value_idr, 1 AS side
    FROM stock_movement m JOIN stock_booking b ON b.id = m.booking_id AND b.reverses_id IS NOT NULL
    UNION ALL
    SELECT m.booking_id, m.src_id, m.dst_id, COALESCE(m.material_lot_id, 0), COALESCE(m.item_lot_id, 0), m.grams,
           m.pieces, m.value_idr, -1
    FROM stock_movement m JOIN stock_booking r ON r.reverses_id = m.booking_id
)
SELECT DISTINCT 'booking ' || l.booking_id || ' was not taken back as it was booked' AS what
FROM (SELECT booking_id, src_id, dst_id, steel, parts, grams, pieces, value_idr
      FROM lines GROUP BY booking_id, src_id, dst_id, steel, parts, grams, pieces, value_idr
      HAVING SUM(side) <> 0) l
UNION ALL
SELECT 'movement ' || m.sequence || ' was posted into a period that was closed through '
       || CAST(p.through_on AS varchar(10))
FROM stock_closedperiod p
JOIN stock_movement m ON m.sequence > p.head_sequence AND m.effective_on <= p.through_on
LEFT JOIN stock_materiallot l ON l.id = m.material_lot_id
LEFT JOIN stock_itemlot i ON i.id = m.item_lot_id
WHERE COALESCE(l.holder_id, i.holder_id) = p.organisation_id
UNION ALL
SELECT 'the period through ' || CAST(p.through_on AS varchar(10)) || ' was closed over another chain'
FROM stock_closedperiod p
LEFT JOIN stock_movement m ON m.sequence = p.head_sequence
WHERE p.head_sequence > 0 AND (m.hash IS NULL OR m.hash <> p.head_hash)
ORDER BY 1
