-- Scope: bookings that came since, and the rows of the trail that name them.
-- Parameters: at (schema, so that a name inside its own definition means the table), since (sequence of a closing)
booked AS (SELECT DISTINCT booking_id AS id FROM {at}.stock_movement WHERE sequence > {since}), stock_booking AS (
    SELECT * FROM {at}.stock_booking WHERE id IN (SELECT id FROM booked)
), audit_auditentry AS (
    SELECT * FROM {at}.audit_auditentry
    WHERE noun = 'booking' AND object_id IN (SELECT CAST(id AS varchar(80)) FROM booked)
)
