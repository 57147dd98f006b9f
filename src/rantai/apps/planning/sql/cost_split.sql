-- Question: by which rule is a steel order split among those who use it, and what is that worth?
-- Parameters: run, language; order
-- Columns: those of queries.CostSplitRow
SELECT c.rule, c.payers, c.cost_idr, c.alone_idr, c.excess_idr, c.bound_idr, c.core, c.caps_kept, c.reason_code
FROM planning_costsplit c
WHERE c.run_id = %(run)s AND c.material_order_code = %(order)s
