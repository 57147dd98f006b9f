-- Question: which jobs get the blanks of a pattern, or which patterns give a maker its blanks?
-- Parameters: run, language; pattern, maker (empty for all)
-- Columns: those of queries.BlankUseRow
SELECT u.pattern_code, u.job_code, j.maker_code, COALESCE(m.name, j.maker_code), j.item_code,
       COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END, j.item_code), c.centre_code, c.format_code,
       COALESCE(f.name, c.format_code), c.week, j.made_week, u.quantity_blanks, u.mass_g
FROM planning_blankuse u
JOIN planning_job j ON j.run_id = u.run_id AND j.job_code = u.job_code
JOIN planning_pattern c ON c.run_id = u.run_id AND c.pattern_code = u.pattern_code
LEFT JOIN parties_organisation m ON m.code = j.maker_code
LEFT JOIN catalog_item i ON i.code = j.item_code
LEFT JOIN catalog_format f ON f.code = c.format_code
WHERE u.run_id = %(run)s
  AND (%(pattern)s = '' OR u.pattern_code = %(pattern)s)
  AND (%(maker)s = '' OR j.maker_code = %(maker)s)
ORDER BY c.week, u.pattern_code, u.job_code
