UPDATE annotation
SET region = $region, district = $district, kind = $kind, since = $since, until = $until, text = $text, changed = $changed
WHERE number = $number
