-- Rule: I6 what is cut from a lot belongs to whoever owned the lot, and carries its heat.
-- Columns: what
SELECT 'lot ' || c.code || ' comes from ' || p.code || ' but has another owner' AS what
FROM stock_materiallot c JOIN stock_materiallot p ON p.id = c.parent_id
WHERE c.owner_id <> p.owner_id OR c.ownership <> p.ownership OR c.holder_id <> p.holder_id
UNION ALL
SELECT 'lot ' || c.code || ' comes from ' || p.code || ' but has another heat'
FROM stock_materiallot c JOIN stock_materiallot p ON p.id = c.parent_id WHERE c.heat <> p.heat
UNION ALL
SELECT 'lot ' || c.code || ' comes from ' || p.code || ' but has another root'
FROM stock_materiallot c JOIN stock_materiallot p ON p.id = c.parent_id
WHERE COALESCE(c.root_id, 0) <> COALESCE(p.root_id, p.id)
UNION ALL
SELECT 'lot ' || c.code || ' comes from ' || p.code || ' but has another owner'
FROM stock_itemlot c JOIN stock_itemlot p ON p.id = c.parent_id WHERE c.owner_id <> p.owner_id
UNION ALL
SELECT 'movement ' || m.sequence || ' says heat ' || m.heat || ', lot ' || l.code || ' says ' || l.heat
FROM stock_movement m JOIN stock_materiallot l ON l.id = m.material_lot_id WHERE m.heat <> l.heat
UNION ALL
SELECT 'movement ' || m.sequence || ' touches the store of ' || o.code || ', lot ' || l.code || ' is kept by another'
FROM stock_movement m
JOIN stock_account a ON (a.id = m.src_id OR a.id = m.dst_id) AND a.kind = 'store'
JOIN parties_organisation o ON o.id = a.organisation_id
JOIN stock_materiallot l ON l.id = m.material_lot_id
WHERE l.holder_id <> a.organisation_id
UNION ALL
SELECT 'lot ' || l.code || ' lies in the store of ' || o.code || ', not of its holder'
FROM stock_balance b
JOIN stock_account a ON a.id = b.account_id
JOIN parties_organisation o ON o.id = a.organisation_id
JOIN stock_materiallot l ON l.id = b.material_lot_id
WHERE b.grams > 0 AND l.holder_id <> a.organisation_id
ORDER BY 1
