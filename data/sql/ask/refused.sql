SELECT
    reason,
    any_value(hint) AS hint,
    count(*) AS rows,
    max(kept) AS last,
    arg_max(number, number) AS number,
    arg_max(origin, number) AS origin,
    arg_max(row, number) AS row
FROM quarantine
WHERE $region IS NULL OR coalesce(region, '') IN ('', $region)
GROUP BY reason
ORDER BY rows DESC, reason
