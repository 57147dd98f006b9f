-- Question: what does the whole plan come to?
-- Parameters: run
-- Columns: those of queries.Totals
SELECT w.vehicles, w.on_time, w.late, w.short, o.orders, o.late_orders, o.short_orders, j.jobs, j.makers, j.cost_idr,
       j.near_pieces, j.pieces, m.material_orders, m.mass_g, m.cost_idr, m.needed_g, m.leftover_g, m.alone_idr, m.compared_g,
       b.components, b.cost_idr
FROM (SELECT CAST(COALESCE(SUM(p.quantity_pieces), 0) AS bigint) AS vehicles,
             CAST(COALESCE(SUM(p.on_time_pieces), 0) AS bigint) AS on_time,
             CAST(COALESCE(SUM(p.late_pieces), 0) AS bigint) AS late,
             CAST(COALESCE(SUM(p.short_pieces), 0) AS bigint) AS short
      FROM planning_promise p
      JOIN planning_planrun r ON r.id = p.run_id
      JOIN demand_demandline d ON d.programme_id = r.programme_id AND d.code = p.demand_code AND d.kind = 'programme'
      WHERE p.run_id = %(run)s) w,
     (SELECT COUNT(*) AS orders, COUNT(CASE WHEN late_weeks > 0 THEN 1 END) AS late_orders,
             COUNT(CASE WHEN short_pieces > 0 THEN 1 END) AS short_orders
      FROM planning_planorder WHERE run_id = %(run)s) o,
     (SELECT COUNT(*) AS jobs, COUNT(DISTINCT maker_code) AS makers, CAST(COALESCE(SUM(cost_idr), 0) AS bigint) AS cost_idr,
             CAST(COALESCE(SUM(CASE WHEN locality IN ('sentra', 'province') THEN quantity_pieces END), 0) AS bigint)
                 AS near_pieces,
             CAST(COALESCE(SUM(quantity_pieces), 0) AS bigint) AS pieces
      FROM planning_job WHERE run_id = %(run)s) j,
     (SELECT COUNT(*) AS material_orders, CAST(COALESCE(SUM(mass_g), 0) AS bigint) AS mass_g,
             CAST(COALESCE(SUM(cost_idr), 0) AS bigint) AS cost_idr,
             CAST(COALESCE(SUM(needed_g), 0) AS bigint) AS needed_g,
             CAST(COALESCE(SUM(leftover_g), 0) AS bigint) AS leftover_g,
             CAST(COALESCE(SUM(CASE WHEN has_alone_price THEN alone_idr END), 0) AS bigint) AS alone_idr,
             CAST(COALESCE(SUM(CASE WHEN has_alone_price THEN needed_g END), 0) AS bigint) AS compared_g
      FROM planning_materialorder WHERE run_id = %(run)s) m,
     (SELECT COUNT(*) AS components, CAST(COALESCE(SUM(cost_idr), 0) AS bigint) AS cost_idr
      FROM planning_componentorder WHERE run_id = %(run)s) b
