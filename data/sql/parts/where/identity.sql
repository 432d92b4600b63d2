a.id = (md5_number($source_name || chr(31) || $external_id) & 18446744073709551615::UHUGEINT)::UBIGINT
AND a.source = $source_name AND a.external_id = $external_id
