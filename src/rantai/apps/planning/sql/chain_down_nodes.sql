-- Question: what does a node of the chain serve, all the way to the villages?
-- Parameters: run, code, kind, language
-- Columns: those of queries.ChainNode
WITH RECURSIVE reached (code, kind) AS (
    SELECT CAST(%(code)s AS varchar(255)), CAST(%(kind)s AS varchar(20))
    UNION
    SELECT p.consumer_code, p.consumer_kind
    FROM reached r
    CROSS JOIN planning_peg p  -- SQLite walks a CROSS JOIN in the order in which it is written
    WHERE p.run_id = %(run)s AND p.supply_code = r.code AND p.supply_kind = r.kind
)
SELECT r.kind, r.code,
       COALESCE(o.item_code, j.item_code, b.item_code, di.code, ''),
       COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END, ''),
       COALESCE(j.maker_code, b.supplier_code, c.centre_code, m.supplier_code, cust.code, holder.code, ''),
       COALESCE(party.name, holder.name, ''),
       COALESCE(pl.code, ''), COALESCE(pl.name, ''),
       COALESCE(c.format_code, m.format_code, f.code, ''),
       COALESCE(f.name, ''),
       COALESCE(o.need_week, j.made_week, b.arrival_week, c.week, m.arrival_week, pr.due_week, -1),
       COALESCE(o.quantity_pieces, j.quantity_pieces, b.quantity_pieces, c.count_pieces, m.quantity_pieces,
                pr.quantity_pieces, 0),
       COALESCE(c.mass_g, m.mass_g, 0),
       COALESCE(o.late_weeks, j.late_weeks, b.late_weeks, 0),
       CAST(COALESCE((SELECT SUM(CASE WHEN q.mass_g > 0 THEN q.mass_g ELSE q.quantity_pieces END) FROM planning_peg q
                 WHERE q.run_id = %(run)s AND q.supply_code = r.code AND q.supply_kind = r.kind), 0) AS bigint)
FROM reached r
JOIN planning_planrun run ON run.id = %(run)s
LEFT JOIN planning_planorder o ON r.kind = 'order' AND o.run_id = run.id AND o.order_code = r.code
LEFT JOIN planning_job j ON r.kind = 'job' AND j.run_id = run.id AND j.job_code = r.code
LEFT JOIN planning_componentorder b
       ON r.kind = 'component_order' AND b.run_id = run.id AND b.component_order_code = r.code
LEFT JOIN planning_pattern c ON r.kind = 'pattern' AND c.run_id = run.id AND c.pattern_code = r.code
LEFT JOIN planning_materialorder m
       ON r.kind = 'material_order' AND m.run_id = run.id AND m.material_order_code = r.code
LEFT JOIN planning_promise pr ON r.kind = 'demand' AND pr.run_id = run.id AND pr.demand_code = r.code
LEFT JOIN demand_demandline d ON r.kind = 'demand' AND d.programme_id = run.programme_id AND d.code = r.code
LEFT JOIN catalog_item di ON di.id = d.item_id
LEFT JOIN parties_organisation cust ON cust.id = d.customer_id
LEFT JOIN parties_place pl ON pl.id = d.place_id
LEFT JOIN catalog_item i ON i.code = COALESCE(o.item_code, j.item_code, b.item_code, di.code)
LEFT JOIN parties_organisation party
       ON party.code = COALESCE(j.maker_code, b.supplier_code, c.centre_code, m.supplier_code, cust.code)
LEFT JOIN stock_materiallot lot ON r.kind = 'material_stock' AND lot.code = r.code
LEFT JOIN stock_materialreceipt due ON r.kind = 'material_receipt' AND due.code = r.code
LEFT JOIN parties_organisation holder ON holder.id = COALESCE(lot.holder_id, due.holder_id)
LEFT JOIN catalog_format f
       ON f.id = COALESCE(lot.format_id, due.format_id,
                          (SELECT g.id FROM catalog_format g WHERE g.code = COALESCE(c.format_code, m.format_code)))
ORDER BY r.kind, r.code
