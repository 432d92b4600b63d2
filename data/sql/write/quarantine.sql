-- What was refused; a row refused again for the same reason in the same place of the same call or file is kept once.
INSERT INTO quarantine (kept, origin, profile, region, row, source, external_id, reason, hint, raw)
SELECT DISTINCT ON (i.row, i.reason, i.raw)
    $at, $origin, $profile, $region, i.row, i.source, i.external_id, i.reason, i.hint, i.raw
FROM incoming_rejected AS i
WHERE NOT EXISTS (
    FROM quarantine AS q
    WHERE q.origin = $origin AND q.profile IS NOT DISTINCT FROM $profile AND q.region IS NOT DISTINCT FROM $region
        AND q.row = i.row AND q.reason = i.reason AND q.raw = i.raw
)
