-- Question: how is steel cut at a centre, week by week?
-- Parameters: run; centre, owner, format_code, code (empty for all); week (-1 for all)
-- Columns: those of queries.PatternRow
SELECT c.pattern_code, c.centre_code, COALESCE(o.name, c.centre_code), c.owner_code, c.format_code,
       COALESCE(f.name, c.format_code), COALESCE(f.kind, ''), COALESCE(m.code, ''), COALESCE(m.grade, ''),
       COALESCE(m.thickness_um, 0), c.remnant_code, c.week, c.count_pieces, c.length_um, c.width_um, c.used_um2, c.mass_g,
       COALESCE(k.kerf_um, 0), COALESCE(k.trim_um, 0)
FROM planning_pattern c
LEFT JOIN parties_organisation o ON o.code = c.centre_code
LEFT JOIN catalog_format f ON f.code = c.format_code
LEFT JOIN catalog_material m ON m.id = f.material_id
LEFT JOIN catalog_cuttingrule k ON k.kind = f.kind
WHERE c.run_id = %(run)s
  AND (%(centre)s = '' OR c.centre_code = %(centre)s)
  AND (%(owner)s = '' OR c.owner_code = %(owner)s)
  AND (%(format_code)s = '' OR c.format_code = %(format_code)s)
  AND (%(code)s = '' OR c.pattern_code = %(code)s)
  AND (%(week)s = -1 OR c.week = %(week)s)
ORDER BY c.week, c.centre_code, c.pattern_code
