-- Question: where is everything of a heat, and what left to whom?
-- Columns: what (here or left), lot, kind of lot or account, firm's code, firm's name, place, owner's code, pieces, grams
SELECT 'here' AS what, l.code AS lot, l.form AS kind, o.code AS firm, o.name AS firm_name, a.code AS place,
       w.code AS owner, b.pieces AS pieces, b.grams AS grams
FROM stock_materiallot l
JOIN stock_balance b ON b.material_lot_id = l.id AND b.grams > 0
JOIN stock_account a ON a.id = b.account_id
JOIN parties_organisation o ON o.id = a.organisation_id
JOIN parties_organisation w ON w.id = l.owner_id
WHERE l.heat = %(heat)s AND (%(holder)s = 0 OR l.holder_id = %(holder)s)
UNION ALL
SELECT 'left', e.lot, e.kind, COALESCE(o.code, ''), COALESCE(o.name, ''), '', '', SUM(e.pieces), SUM(e.grams)
FROM (
    SELECT l.code AS lot, a.kind AS kind, a.organisation_id AS firm, m.pieces AS pieces, m.grams AS grams
    FROM stock_materiallot l
    JOIN stock_movement m ON m.material_lot_id = l.id
    JOIN stock_account a ON a.id = m.dst_id AND a.kind NOT IN ('store', 'process', 'opening')
    WHERE l.heat = %(heat)s AND (%(holder)s = 0 OR l.holder_id = %(holder)s)
    UNION ALL
    SELECT l.code, a.kind, a.organisation_id, -m.pieces, -m.grams
    FROM stock_materiallot l
    JOIN stock_movement m ON m.material_lot_id = l.id
    JOIN stock_account a ON a.id = m.src_id AND a.kind NOT IN ('store', 'process', 'opening', 'supplier', 'cost')
    WHERE l.heat = %(heat)s AND (%(holder)s = 0 OR l.holder_id = %(holder)s)
) e
LEFT JOIN parties_organisation o ON o.id = e.firm
GROUP BY e.lot, e.kind, o.code, o.name
HAVING SUM(e.grams) <> 0 OR SUM(e.pieces) <> 0
ORDER BY 1, 3, 4, 2, 6
