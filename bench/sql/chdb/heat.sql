SELECT toUInt64(bitOr(cell - {cell_step:UInt64}, {cell_mask:UInt64})) AS parent, count() AS n
FROM bench.appeals
WHERE received >= {lo_0:DateTime('UTC')} AND received < {hi_0:DateTime('UTC')} AND cell != 0 AND {status_0} AND {where}
GROUP BY parent
ORDER BY parent
