-- Scope: movements that came since, and the lots that came into being with them.
-- Parameters: at (schema, so that a name inside its own definition means the table), since (sequence of a closing)
moved_steel AS (
    SELECT DISTINCT material_lot_id AS id FROM {at}.stock_movement
    WHERE sequence > {since} AND material_lot_id IS NOT NULL
), stock_movement AS (
    SELECT * FROM {at}.stock_movement WHERE sequence > {since}
), stock_materiallot AS (
    SELECT * FROM {at}.stock_materiallot l
    WHERE l.id IN (SELECT id FROM moved_steel)
      AND NOT EXISTS (SELECT 1 FROM {at}.stock_movement o WHERE o.material_lot_id = l.id AND o.sequence <= {since})
)
