-- Question: what does the steel of a source serve, or which sources serve a consumer?
-- Parameters: run, language; source, consumer (one of them empty)
-- Columns: those of queries.MaterialUseRow
SELECT u.source_code, u.source_kind, u.consumer_code, COALESCE(c.centre_code, j.maker_code, ''),
       COALESCE(o.name, ''), COALESCE(j.item_code, ''),
       COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END, ''), COALESCE(c.week, j.material_week, -1),
       u.quantity_pieces, u.mass_g
FROM planning_materialuse u
LEFT JOIN planning_pattern c ON c.run_id = u.run_id AND c.pattern_code = u.consumer_code
LEFT JOIN planning_job j ON j.run_id = u.run_id AND j.job_code = u.consumer_code
LEFT JOIN parties_organisation o ON o.code = COALESCE(c.centre_code, j.maker_code)
LEFT JOIN catalog_item i ON i.code = j.item_code
WHERE u.run_id = %(run)s
  AND (%(source)s = '' OR u.source_code = %(source)s)
  AND (%(consumer)s = '' OR u.consumer_code = %(consumer)s)
ORDER BY 8, u.consumer_code, u.source_code
