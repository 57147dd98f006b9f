-- Rule: I1 every movement moves something, from one account to another.
-- Columns: what
SELECT 'movement ' || m.sequence AS what
FROM stock_movement m
LEFT JOIN stock_account s ON s.id = m.src_id
LEFT JOIN stock_account d ON d.id = m.dst_id
WHERE m.src_id = m.dst_id OR m.pieces < 0 OR m.grams < 0 OR m.value_idr < 0
   OR (m.material_lot_id IS NULL) = (m.item_lot_id IS NULL)
   OR (m.grams = 0 AND m.item_lot_id IS NULL
       AND NOT (m.pieces = 0 AND m.value_idr > 0 AND (s.kind = 'cost' OR d.kind = 'cost')))
   OR (m.grams = 0 AND m.item_lot_id IS NOT NULL AND m.pieces = 0)
ORDER BY m.sequence
