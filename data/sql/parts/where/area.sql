-- Crossing number: a ray to the east crosses the outline an odd number of times from a point inside; the point is
-- tried a turn to the east and to the west too, for an outline drawn across 180 degrees.
a.cell IS NOT NULL AND a.lat BETWEEN $area_south AND $area_north
AND len(list_filter([-360, 0, 360], lambda turn: len(list_filter(
    $edges,
    lambda e: (e.y1 > a.lat) <> (e.y2 > a.lat)
        AND a.lon + turn < (e.x2 - e.x1) * (a.lat - e.y1) / (e.y2 - e.y1) + e.x1
)) % 2 = 1)) > 0
