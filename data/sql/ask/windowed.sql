-- A measure by a key in many windows of time at once; w.moment is the moment as at which a window is judged.
WITH w AS MATERIALIZED (
    SELECT unnest($k) AS k, unnest($bin) AS bin, unnest($lo) AS lo, unnest($hi) AS hi, unnest($at) AS moment
),
-- What words found is looked up once, before the windows multiply it: 15 times as fast over ten million texts.
chosen AS {kept} (SELECT * FROM appeal AS a WHERE {found})
SELECT {key} AS key, w.k, w.bin, {measure}
FROM chosen AS a JOIN w ON a.received >= w.lo AND a.received < w.hi
WHERE a.received >= $first AND a.received < $last AND {where}
GROUP BY ALL
