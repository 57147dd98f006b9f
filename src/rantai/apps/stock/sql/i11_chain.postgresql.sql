-- Rule: I11 the chain of hashes over all movements holds, from the first to the head.
-- Columns: what
WITH t AS (
    SELECT m.sequence, m.hash, m.previous_hash,
           COALESCE(LAG(m.hash) OVER (ORDER BY m.sequence), '0000000000000000000000000000000000000000000000000000000000000000')
               AS before_hash,
           ROW_NUMBER() OVER (ORDER BY m.sequence) AS place,
           m.previous_hash || '|' || m.sequence || '|' || m.booking_id || '|' || m.src_id || '|' || m.dst_id || '|'
           || COALESCE(m.material_lot_id, 0) || '|' || COALESCE(m.item_lot_id, 0) || '|' || m.grams || '|' || m.pieces || '|'
           || CAST(m.effective_on AS varchar(10)) || '|' || m.heat AS text
    FROM stock_movement m
), head AS (
    SELECT COALESCE(MAX(sequence), 0) AS sequence, COALESCE(MAX(hash), '') AS hash FROM stock_ledgerhead
), tail AS (
    SELECT COALESCE(MAX(sequence), 0) AS sequence FROM stock_movement
)
SELECT 'movement ' || t.sequence || ' was changed after it was posted' AS what FROM t WHERE t.hash <> encode(sha256(convert_to(t.text, 'UTF8')), 'hex')
UNION ALL
SELECT 'movement ' || t.sequence || ' does not follow the one before it' FROM t
WHERE t.previous_hash <> t.before_hash OR t.place <> t.sequence
UNION ALL
SELECT 'the chain ends at movement ' || tail.sequence || ', its head says ' || head.sequence FROM head, tail
WHERE head.sequence <> tail.sequence
UNION ALL
SELECT 'the head of the chain has another hash than movement ' || t.sequence FROM t, head
WHERE t.sequence = head.sequence AND t.hash <> head.hash
ORDER BY 1
