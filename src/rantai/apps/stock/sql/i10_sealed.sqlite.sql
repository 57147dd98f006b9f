-- Rule: I10 the database itself refuses to change or remove a posted row.
-- Columns: what
WITH wanted (name) AS (
    VALUES ('append_only_stock_movement_UPDATE'), ('append_only_stock_movement_DELETE'),
           ('append_only_stock_booking_UPDATE'), ('append_only_stock_booking_DELETE'),
           ('append_only_stock_closedperiod_UPDATE'), ('append_only_stock_closedperiod_DELETE'),
           ('append_only_stock_sealedtotal_UPDATE'), ('append_only_stock_sealedtotal_DELETE'),
           ('append_only_audit_auditentry_UPDATE'), ('append_only_audit_auditentry_DELETE')
)
SELECT 'trigger ' || w.name || ' is missing' AS what
FROM wanted w
WHERE NOT EXISTS (SELECT 1 FROM sqlite_master s WHERE s.type = 'trigger' AND s.name = w.name)
ORDER BY 1
