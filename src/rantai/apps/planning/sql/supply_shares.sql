-- Question: who gets how much of the steel that is short; or what does one firm get of it?
-- Parameters: run; party (empty for all)
-- Columns: those of queries.SupplyShareRow
SELECT s.material_code, s.party_code, COALESCE(p.name, s.party_code), s.basis, s.cause, s.committed_g, s.wanted_g, s.share_g,
       s.unmet_g, t.firms, t.wanted_g, t.share_g
FROM planning_supplyshare s
JOIN (SELECT material_code, COUNT(*) AS firms, CAST(SUM(wanted_g) AS bigint) AS wanted_g,
             CAST(SUM(share_g) AS bigint) AS share_g
      FROM planning_supplyshare WHERE run_id = %(run)s GROUP BY material_code) t ON t.material_code = s.material_code
LEFT JOIN parties_organisation p ON p.code = s.party_code
WHERE s.run_id = %(run)s AND (%(party)s = '' OR s.party_code = %(party)s)
ORDER BY s.material_code, s.party_code
