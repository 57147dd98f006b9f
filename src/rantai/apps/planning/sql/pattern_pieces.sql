-- Question: where do the blanks lie on a pattern?
-- Parameters: run, language, code
-- Columns: those of queries.PieceRow
SELECT p.piece, p.item_code, COALESCE(CASE WHEN %(language)s = 'en' THEN i.name_en ELSE i.name_id END, p.item_code),
       p.x_um, p.y_um, p.length_um, p.width_um, p.is_turned
FROM planning_patternpiece p
LEFT JOIN catalog_item i ON i.code = p.item_code
WHERE p.run_id = %(run)s AND p.pattern_code = %(code)s
ORDER BY p.piece
