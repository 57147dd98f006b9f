-- Rule: I10 the database itself refuses to change or remove a posted row.
-- Columns: what
WITH wanted (name) AS (
    VALUES ('append_only_stock_movement_update'), ('append_only_stock_movement_delete'),
           ('append_only_stock_booking_update'), ('append_only_stock_booking_delete'),
           ('append_only_stock_closedperiod_update'), ('append_only_stock_closedperiod_delete'),
           ('append_only_stock_sealedtotal_update'), ('append_only_stock_sealedtotal_delete'),
           ('append_only_audit_auditentry_update'), ('append_only_audit_auditentry_delete')
)
SELECT 'trigger ' || w.name || ' is missing or switched off' AS what
FROM wanted w
WHERE NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE lower(t.tgname) = w.name AND t.tgenabled <> 'D')
ORDER BY 1
