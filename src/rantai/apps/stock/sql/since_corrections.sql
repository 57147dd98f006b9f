-- Scope: bookings that came since, those they take back, and where closings found the chain.
-- Parameters: at (schema, so that a name inside its own definition means the table), since (sequence of a closing)
booked AS (SELECT DISTINCT booking_id AS id FROM {at}.stock_movement WHERE sequence > {since}), stock_movement AS (
    SELECT * FROM {at}.stock_movement WHERE sequence > {since}
    UNION ALL
    SELECT * FROM {at}.stock_movement WHERE sequence <= {since} AND (
        sequence IN (SELECT head_sequence FROM {at}.stock_closedperiod)
        OR booking_id IN (SELECT b.reverses_id FROM {at}.stock_booking b WHERE b.id IN (SELECT id FROM booked))
    )
), stock_booking AS (
    SELECT * FROM {at}.stock_booking WHERE id IN (SELECT id FROM booked)
)
