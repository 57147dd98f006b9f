-- Rule: I2 a balance is the sum of its movements, in grams, in pieces and in rupiah.
-- Columns: what
WITH moves AS (
    SELECT dst_id AS account_id, COALESCE(material_lot_id, 0) AS steel, COALESCE(item_lot_id, 0) AS parts,
           grams, pieces, value_idr
    FROM stock_movement
    UNION ALL
    SELECT src_id, COALESCE(material_lot_id, 0), COALESCE(item_lot_id, 0), -grams, -pieces, -value_idr
    FROM stock_movement
    UNION ALL
    SELECT account_id, COALESCE(material_lot_id, 0), COALESCE(item_lot_id, 0), 0, 0, 0 FROM stock_balance
), sums AS (
    SELECT v.account_id, v.steel, v.parts, SUM(v.grams) AS grams, SUM(v.pieces) AS pieces, SUM(v.value_idr) AS value_idr
    FROM moves v JOIN stock_account a ON a.id = v.account_id AND a.kind = 'store'
    GROUP BY v.account_id, v.steel, v.parts
), both_sides AS (
    SELECT s.*, COALESCE(b.grams, 0) AS kept_grams, COALESCE(b.pieces, 0) AS kept_pieces,
           COALESCE(b.value_idr, 0) AS kept_value
    FROM sums s
    LEFT JOIN stock_balance b ON b.account_id = s.account_id
         AND ((s.steel > 0 AND b.material_lot_id = s.steel) OR (s.parts > 0 AND b.item_lot_id = s.parts))
)
SELECT 'store ' || o.code || ' ' || a.code || ', lot ' || COALESCE(ml.code, il.code, '?') || ': books '
       || t.kept_grams || ' g ' || t.kept_pieces || ' pieces Rp ' || t.kept_value || ', movements '
       || t.grams || ' g ' || t.pieces || ' pieces Rp ' || t.value_idr AS what
FROM both_sides t
JOIN stock_account a ON a.id = t.account_id
JOIN parties_organisation o ON o.id = a.organisation_id
LEFT JOIN stock_materiallot ml ON ml.id = t.steel
LEFT JOIN stock_itemlot il ON il.id = t.parts
WHERE t.grams <> t.kept_grams OR t.pieces <> t.kept_pieces OR t.value_idr <> t.kept_value
UNION ALL
SELECT 'a balance of lot ' || COALESCE(ml.code, il.code, '?') || ' stands outside every store'
FROM stock_balance b
JOIN stock_account a ON a.id = b.account_id AND a.kind <> 'store'
LEFT JOIN stock_materiallot ml ON ml.id = b.material_lot_id
LEFT JOIN stock_itemlot il ON il.id = b.item_lot_id
ORDER BY 1
