-- Rule: I11 the chain of hashes over all movements holds, from the first to the head.
-- Columns: what
-- Seal 1 (before 0.2) covers the movement; seal 2 also its booking, its accounts and what its lot is.
-- A closing looks from the last closing on: it puts that place of the chain where `base` says 0.
WITH base AS (
    SELECT 0 AS sequence, '0000000000000000000000000000000000000000000000000000000000000000' AS hash
), t AS (
    SELECT m.sequence, m.hash, m.previous_hash,
           COALESCE(LAG(m.hash) OVER (ORDER BY m.sequence), base.hash) AS before_hash,
           base.sequence + ROW_NUMBER() OVER (ORDER BY m.sequence) AS place,
           CASE m.seal WHEN 1 THEN
               m.previous_hash || '|' || m.sequence || '|' || m.booking_id || '|' || m.src_id || '|' || m.dst_id || '|'
               || COALESCE(m.material_lot_id, 0) || '|' || COALESCE(m.item_lot_id, 0) || '|' || m.grams || '|' || m.pieces
               || '|' || CAST(m.effective_on AS varchar(10)) || '|' || m.heat
           ELSE
               m.seal || '|' || m.previous_hash || '|' || m.sequence
               || '|' || b.id || '|' || b.kind || '|' || COALESCE(b.reverses_id, 0) || '|' || COALESCE(b.holder_id, 0)
               || '|' || COALESCE(b.party_id, 0) || '|' || LENGTH(b.document) || ':' || b.document
               || '|' || LENGTH(b.reason) || ':' || b.reason || '|' || b.process || '|' || LENGTH(b.key) || ':' || b.key
               || '|' || m.src_id || '|' || s.kind || '|' || COALESCE(s.organisation_id, 0)
               || '|' || m.dst_id || '|' || d.kind || '|' || COALESCE(d.organisation_id, 0)
               || '|' || m.grams || '|' || m.pieces || '|' || m.value_idr || '|' || CAST(m.effective_on AS varchar(10))
               || '|' || COALESCE(m.material_lot_id, 0) || '|'
               || COALESCE(LENGTH(l.code) || ':' || l.code || '|' || l.owner_id || '|' || l.holder_id || '|' || l.ownership
                  || '|' || l.form || '|' || l.format_id || '|' || l.length_um || '|' || l.width_um || '|' || l.piece_theory_g
                  || '|' || LENGTH(l.heat) || ':' || l.heat || '|' || COALESCE(l.parent_id, 0) || '|'
                  || COALESCE(l.root_id, 0), '')
               || '|' || COALESCE(m.item_lot_id, 0) || '|'
               || COALESCE(LENGTH(i.code) || ':' || i.code || '|' || i.owner_id || '|' || i.holder_id || '|' || i.item_id
                  || '|' || COALESCE(i.parent_id, 0) || '|' || COALESCE(i.root_id, 0), '')
               || '|' || LENGTH(m.heat) || ':' || m.heat
           END AS text
    FROM stock_movement m
    CROSS JOIN base
    LEFT JOIN stock_booking b ON b.id = m.booking_id
    LEFT JOIN stock_account s ON s.id = m.src_id
    LEFT JOIN stock_account d ON d.id = m.dst_id
    LEFT JOIN stock_materiallot l ON l.id = m.material_lot_id
    LEFT JOIN stock_itemlot i ON i.id = m.item_lot_id
    WHERE m.sequence > base.sequence
), head AS (
    SELECT COALESCE(MAX(sequence), 0) AS sequence, COALESCE(MAX(hash), '') AS hash FROM stock_ledgerhead
), tail AS (
    SELECT COALESCE(MAX(sequence), 0) AS sequence FROM stock_movement
)
SELECT 'movement ' || t.sequence || ' was changed after it was posted' AS what FROM t
WHERE t.text IS NULL OR t.hash <> SHA256(t.text)
UNION ALL
SELECT 'movement ' || t.sequence || ' does not follow the one before it' FROM t
WHERE t.previous_hash <> t.before_hash OR t.place <> t.sequence
UNION ALL
SELECT 'the chain ends at movement ' || tail.sequence || ', its head says ' || head.sequence FROM head, tail
WHERE head.sequence <> tail.sequence
UNION ALL
SELECT 'the head of the chain has another hash than movement ' || t.sequence FROM t, head
WHERE t.sequence = head.sequence AND t.hash <> head.hash
UNION ALL
SELECT 'the head of the chain has another hash than movement ' || base.sequence FROM base, head
WHERE base.sequence > 0 AND base.sequence = head.sequence AND base.hash <> head.hash
ORDER BY 1
