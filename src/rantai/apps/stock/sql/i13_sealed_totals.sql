-- Rule: I13 what a closing sealed of a place is the sum of all movements before it.
-- Columns: what
WITH moves AS (
    SELECT dst_id AS account_id, sequence, grams, pieces, value_idr FROM stock_movement
    UNION ALL
    SELECT src_id, sequence, -grams, -pieces, -value_idr FROM stock_movement
), sums AS (
    SELECT t.id, COALESCE(SUM(v.grams), 0) AS grams, COALESCE(SUM(v.pieces), 0) AS pieces,
           COALESCE(SUM(v.value_idr), 0) AS value_idr
    FROM stock_sealedtotal t
    JOIN stock_closedperiod p ON p.id = t.period_id
    LEFT JOIN moves v ON v.account_id = t.account_id AND v.sequence <= p.head_sequence
    GROUP BY t.id
)
SELECT 'store ' || o.code || ' ' || a.code || ', closed through ' || CAST(p.through_on AS varchar(10)) || ': sealed '
       || t.grams || ' g ' || t.pieces || ' pieces Rp ' || t.value_idr || ', movements ' || s.grams || ' g ' || s.pieces
       || ' pieces Rp ' || s.value_idr AS what
FROM sums s
JOIN stock_sealedtotal t ON t.id = s.id
JOIN stock_closedperiod p ON p.id = t.period_id
JOIN stock_account a ON a.id = t.account_id
JOIN parties_organisation o ON o.id = a.organisation_id
WHERE t.grams <> s.grams OR t.pieces <> s.pieces OR t.value_idr <> s.value_idr
ORDER BY 1
