-- Rule: I2 a balance is the sum of its movements, in grams and in pieces.
-- Columns: what
WITH moves AS (
    SELECT dst_id AS account_id, COALESCE(material_lot_id, 0) AS steel, COALESCE(item_lot_id, 0) AS parts, grams, pieces
    FROM stock_movement
    UNION ALL
    SELECT src_id, COALESCE(material_lot_id, 0), COALESCE(item_lot_id, 0), -grams, -pieces FROM stock_movement
), sums AS (
    SELECT v.account_id, v.steel, v.parts, SUM(v.grams) AS grams, SUM(v.pieces) AS pieces
    FROM moves v JOIN stock_account a ON a.id = v.account_id AND a.kind = 'store'
    GROUP BY v.account_id, v.steel, v.parts
), kept AS (
    SELECT account_id, COALESCE(material_lot_id, 0) AS steel, COALESCE(item_lot_id, 0) AS parts, grams, pieces
    FROM stock_balance
), spots AS (
    SELECT account_id, steel, parts FROM sums UNION SELECT account_id, steel, parts FROM kept
)
SELECT 'store ' || o.code || ', lot ' || COALESCE(ml.code, il.code, '?') || ': books ' || COALESCE(k.grams, 0) || ' g '
       || COALESCE(k.pieces, 0) || ' pieces, movements ' || COALESCE(s.grams, 0) || ' g ' || COALESCE(s.pieces, 0)
       || ' pieces' AS what
FROM spots p
JOIN stock_account a ON a.id = p.account_id
JOIN parties_organisation o ON o.id = a.organisation_id
LEFT JOIN sums s ON s.account_id = p.account_id AND s.steel = p.steel AND s.parts = p.parts
LEFT JOIN kept k ON k.account_id = p.account_id AND k.steel = p.steel AND k.parts = p.parts
LEFT JOIN stock_materiallot ml ON ml.id = p.steel
LEFT JOIN stock_itemlot il ON il.id = p.parts
WHERE COALESCE(s.grams, 0) <> COALESCE(k.grams, 0) OR COALESCE(s.pieces, 0) <> COALESCE(k.pieces, 0)
ORDER BY 1
