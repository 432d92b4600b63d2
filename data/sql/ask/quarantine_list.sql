SELECT origin, profile, reason, any_value(hint) AS hint, count(*) AS rows, min(number) AS first, max(kept) AS last
FROM quarantine GROUP BY origin, profile, reason ORDER BY rows DESC, origin, reason
