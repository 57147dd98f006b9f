-- Rule: I1 every movement moves something, from one account to another.
-- Columns: what
SELECT 'movement ' || m.sequence AS what
FROM stock_movement m
WHERE m.src_id = m.dst_id OR m.pieces < 0 OR m.grams < 0
   OR (m.grams = 0 AND (m.item_lot_id IS NULL OR m.pieces = 0))
   OR (m.material_lot_id IS NULL) = (m.item_lot_id IS NULL)
ORDER BY m.sequence
