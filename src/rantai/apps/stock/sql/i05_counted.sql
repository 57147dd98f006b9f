-- Rule: I5 pieces have a mass and a mass has pieces where they are counted; a weighing difference has no pieces.
-- Columns: what
SELECT 'store ' || o.code || ' ' || a.code || ', lot ' || l.code || ': ' || b.pieces || ' pieces weigh ' || b.grams || ' g'
       AS what
FROM stock_balance b
JOIN stock_materiallot l ON l.id = b.material_lot_id
JOIN catalog_format f ON f.id = l.format_id
JOIN stock_account a ON a.id = b.account_id
JOIN parties_organisation o ON o.id = a.organisation_id
WHERE (l.form IN ('sheet', 'bar', 'blank') OR (l.form = 'remnant' AND f.kind IN ('sheet', 'bar')))
  AND (b.pieces = 0) <> (b.grams = 0)
UNION ALL
SELECT 'movement ' || m.sequence || ': a weighing difference of ' || m.pieces || ' pieces'
FROM stock_movement m
JOIN stock_account s ON s.id = m.src_id
JOIN stock_account d ON d.id = m.dst_id
JOIN stock_booking b ON b.id = m.booking_id
WHERE m.pieces <> 0
  AND ((s.kind = 'difference' OR d.kind = 'difference') AND b.kind <> 'conversion')
ORDER BY 1
