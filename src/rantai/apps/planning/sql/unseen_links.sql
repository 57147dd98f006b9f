-- Question: what serves customers that the reader may not see, and whom else does each of these serve?
-- Parameters: run; customers (codes that may be seen, each between two bars: "|A||B|")
-- Columns: those of queries.UnseenLink; no consumer: the wish itself, or what has such a customer's steel
WITH RECURSIVE unseen (code, kind) AS (
    SELECT CAST(pr.demand_code AS varchar(255)), CAST('demand' AS varchar(20))
    FROM planning_promise pr
    JOIN planning_planrun run ON run.id = pr.run_id
    JOIN demand_demandline d ON d.programme_id = run.programme_id AND d.code = pr.demand_code
    JOIN parties_organisation c ON c.id = d.customer_id
    WHERE pr.run_id = %(run)s AND REPLACE(%(customers)s, '|' || c.code || '|', '') = %(customers)s
    UNION
    SELECT p.supply_code, p.supply_kind
    FROM unseen u
    CROSS JOIN planning_peg p  -- SQLite walks a CROSS JOIN in the order in which it is written
    WHERE p.run_id = %(run)s AND p.consumer_code = u.code AND p.consumer_kind = u.kind
      AND p.supply_kind <> 'material_order'  -- steel is ordered for all together
), owned (code) AS (
    SELECT order_code FROM planning_planorder
    WHERE run_id = %(run)s AND material_owner_code <> ''
      AND REPLACE(%(customers)s, '|' || material_owner_code || '|', '') = %(customers)s
)
SELECT u.kind, u.code, p.consumer_kind, p.consumer_code
FROM unseen u
CROSS JOIN planning_peg p
WHERE p.run_id = %(run)s AND p.supply_code = u.code AND p.supply_kind = u.kind
UNION ALL
SELECT kind, code, '', '' FROM unseen WHERE kind = 'demand'
UNION ALL
SELECT 'order', code, '', '' FROM owned
UNION ALL
SELECT 'job', j.job_code, '', ''
FROM owned o CROSS JOIN planning_job j WHERE j.run_id = %(run)s AND j.order_code = o.code
UNION ALL
SELECT 'component_order', b.component_order_code, '', ''
FROM owned o CROSS JOIN planning_componentorder b WHERE b.run_id = %(run)s AND b.order_code = o.code
UNION ALL
SELECT 'pattern', pattern_code, '', '' FROM planning_pattern
WHERE run_id = %(run)s AND owner_code <> '' AND REPLACE(%(customers)s, '|' || owner_code || '|', '') = %(customers)s
