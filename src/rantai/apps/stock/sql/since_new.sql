-- Scope: movements that came since.
-- Parameters: at (schema, so that a name inside its own definition means the table), since (sequence of a closing)
stock_movement AS (
    SELECT * FROM {at}.stock_movement WHERE sequence > {since}
)
