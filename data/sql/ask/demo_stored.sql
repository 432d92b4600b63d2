-- What a demonstration's feed has stored since its history ended.
SELECT external_id, received FROM appeal
WHERE region = $region AND received >= $since AND starts_with(source, 'demo-')
  AND TRY_CAST(split_part(external_id, '-', 2) AS BIGINT) >= 1000000000
