-- Question: what is ordered at which mill or trader, when, at what price?
-- Parameters: run, language; supplier, material, code (each empty for all)
-- Columns: those of queries.MaterialOrderRow
SELECT m.material_order_code, m.offer_code, m.supplier_code, COALESCE(s.name, m.supplier_code), COALESCE(c.kind, ''),
       m.format_code, COALESCE(f.name, m.format_code), COALESCE(f.kind, ''), COALESCE(mat.code, ''),
       COALESCE(mat.grade, ''), m.order_week, m.arrival_week, m.quantity_pieces, m.mass_g, m.tier_from_g,
       m.price_idr_t, m.cost_idr, m.needed_g, m.leftover_g, m.months_cover, m.alone_idr, m.has_alone_price,
       COALESCE(o.basis, ''), COALESCE(o.min_order_g, 0)
FROM planning_materialorder m
LEFT JOIN parties_organisation s ON s.code = m.supplier_code
LEFT JOIN catalog_chainparty c ON c.organisation_id = s.id
LEFT JOIN catalog_format f ON f.code = m.format_code
LEFT JOIN catalog_material mat ON mat.id = f.material_id
LEFT JOIN catalog_offer o ON o.code = m.offer_code
WHERE m.run_id = %(run)s
  AND (%(supplier)s = '' OR m.supplier_code = %(supplier)s)
  AND (%(material)s = '' OR mat.code = %(material)s)
  AND (%(code)s = '' OR m.material_order_code = %(code)s)
ORDER BY m.order_week, m.material_order_code
