-- Scope: the whole life of every lot that moved since, its balances, and the lots they were cut from.
-- Parameters: at (schema, so that a name inside its own definition means the table), since (sequence of a closing)
moved_steel AS (
    SELECT DISTINCT material_lot_id AS id FROM {at}.stock_movement
    WHERE sequence > {since} AND material_lot_id IS NOT NULL
), moved_parts AS (
    SELECT DISTINCT item_lot_id AS id FROM {at}.stock_movement WHERE sequence > {since} AND item_lot_id IS NOT NULL
), stock_movement AS (
    SELECT * FROM {at}.stock_movement WHERE material_lot_id IN (SELECT id FROM moved_steel)
    UNION ALL
    SELECT * FROM {at}.stock_movement WHERE item_lot_id IN (SELECT id FROM moved_parts)
), stock_balance AS (
    SELECT * FROM {at}.stock_balance WHERE material_lot_id IN (SELECT id FROM moved_steel)
    UNION ALL
    SELECT * FROM {at}.stock_balance WHERE item_lot_id IN (SELECT id FROM moved_parts)
), stock_materiallot AS (
    SELECT * FROM {at}.stock_materiallot WHERE id IN (
        SELECT id FROM moved_steel
        UNION
        SELECT c.parent_id FROM {at}.stock_materiallot c WHERE c.id IN (SELECT id FROM moved_steel)
    )
)
