-- Question: what steel does a maker get, from which centre, by when?
-- Parameters: run, language; maker
-- Columns: those of queries.MakerSteelRow
SELECT x.centre_code, COALESCE(ce.name, x.centre_code), x.format_code, COALESCE(f.name, x.format_code), x.item_code,
       COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END, x.item_code), x.job_code, x.material_week,
       x.quantity_blanks, x.mass_g
FROM (
    SELECT c.centre_code, c.format_code, j.item_code, j.job_code, j.material_week,
           CAST(SUM(u.quantity_blanks) AS bigint) AS quantity_blanks, CAST(SUM(u.mass_g) AS bigint) AS mass_g
    FROM planning_job j
    JOIN planning_blankuse u ON u.run_id = j.run_id AND u.job_code = j.job_code
    JOIN planning_pattern c ON c.run_id = u.run_id AND c.pattern_code = u.pattern_code
    WHERE j.run_id = %(run)s AND j.maker_code = %(maker)s
    GROUP BY c.centre_code, c.format_code, j.item_code, j.job_code, j.material_week
    UNION ALL
    SELECT '', COALESCE(m.format_code, ''), j.item_code, j.job_code, j.material_week, 0, CAST(SUM(u.mass_g) AS bigint)
    FROM planning_job j
    JOIN planning_materialuse u ON u.run_id = j.run_id AND u.consumer_code = j.job_code
    LEFT JOIN planning_materialorder m ON m.run_id = u.run_id AND m.material_order_code = u.source_code
    WHERE j.run_id = %(run)s AND j.maker_code = %(maker)s
    GROUP BY m.format_code, j.item_code, j.job_code, j.material_week
) x
LEFT JOIN parties_organisation ce ON ce.code = x.centre_code
LEFT JOIN catalog_format f ON f.code = x.format_code
LEFT JOIN catalog_item i ON i.code = x.item_code
ORDER BY x.material_week, x.job_code, x.format_code
