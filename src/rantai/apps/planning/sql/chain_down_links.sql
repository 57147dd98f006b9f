-- Question: which links join the nodes of chain_down_nodes?
-- Parameters: run, code, kind
-- Columns: those of queries.ChainLink
WITH RECURSIVE reached (code, kind) AS (
    SELECT CAST(%(code)s AS varchar(255)), CAST(%(kind)s AS varchar(20))
    UNION
    SELECT p.consumer_code, p.consumer_kind
    FROM reached r
    CROSS JOIN planning_peg p  -- SQLite walks a CROSS JOIN in the order in which it is written
    WHERE p.run_id = %(run)s AND p.supply_code = r.code AND p.supply_kind = r.kind
)
SELECT p.supply_kind, p.supply_code, p.consumer_kind, p.consumer_code, p.quantity_pieces, p.mass_g
FROM reached r
CROSS JOIN planning_peg p
WHERE p.run_id = %(run)s AND p.supply_code = r.code AND p.supply_kind = r.kind
ORDER BY p.supply_kind, p.supply_code, p.consumer_kind, p.consumer_code
