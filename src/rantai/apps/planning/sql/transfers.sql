-- Question: which steel at hand is sent from which centre to which, and when?
-- Parameters: run, language; code (empty for all)
-- Columns: those of queries.TransferRow
SELECT t.transfer_code, t.source_code, t.format_code, COALESCE(f.name, t.format_code), t.from_code,
       COALESCE(a.name, t.from_code), t.to_code, COALESCE(b.name, t.to_code), t.send_week, t.usable_week,
       t.quantity_pieces, t.mass_g, t.cost_idr
FROM planning_transfer t
LEFT JOIN catalog_format f ON f.code = t.format_code
LEFT JOIN parties_organisation a ON a.code = t.from_code
LEFT JOIN parties_organisation b ON b.code = t.to_code
WHERE t.run_id = %(run)s AND (%(code)s = '' OR t.transfer_code = %(code)s)
ORDER BY t.send_week, t.transfer_code
