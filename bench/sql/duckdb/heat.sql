SELECT ((cell - $cell_step) | $cell_mask)::UBIGINT AS cell, count(*) AS n
FROM appeals
WHERE received >= $lo_0 AND received < $hi_0 AND cell IS NOT NULL AND {status_0} AND {where}
GROUP BY 1
ORDER BY 1
