INSERT INTO annotation (region, district, kind, since, until, text, changed)
VALUES ($region, $district, $kind, $since, $until, $text, $changed)
RETURNING number
