-- Rule: I3 no store ever held less than nothing of a lot, on any day.
-- Columns: what
WITH moves AS (
    SELECT dst_id AS account_id, COALESCE(material_lot_id, 0) AS steel, COALESCE(item_lot_id, 0) AS parts, grams, pieces,
           effective_on
    FROM stock_movement
    UNION ALL
    SELECT src_id, COALESCE(material_lot_id, 0), COALESCE(item_lot_id, 0), -grams, -pieces, effective_on
    FROM stock_movement
), days AS (
    SELECT v.account_id, v.steel, v.parts, v.effective_on, SUM(v.grams) AS grams, SUM(v.pieces) AS pieces
    FROM moves v JOIN stock_account a ON a.id = v.account_id AND a.kind = 'store'
    GROUP BY v.account_id, v.steel, v.parts, v.effective_on
), running AS (
    SELECT account_id, steel, parts, effective_on,
           SUM(grams) OVER (PARTITION BY account_id, steel, parts ORDER BY effective_on) AS grams,
           SUM(pieces) OVER (PARTITION BY account_id, steel, parts ORDER BY effective_on) AS pieces
    FROM days
)
SELECT 'store ' || o.code || ', lot ' || COALESCE(ml.code, il.code, '?') || ', ' || CAST(r.effective_on AS varchar(10))
       || ': ' || r.grams || ' g, ' || r.pieces || ' pieces' AS what
FROM running r
JOIN stock_account a ON a.id = r.account_id
JOIN parties_organisation o ON o.id = a.organisation_id
LEFT JOIN stock_materiallot ml ON ml.id = r.steel
LEFT JOIN stock_itemlot il ON il.id = r.parts
WHERE r.grams < 0 OR r.pieces < 0
ORDER BY 1
