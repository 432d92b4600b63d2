(coalesce(a.topic, 'none') IN (SELECT unnest($topic)) OR coalesce(a.topic_group, 'none') IN (SELECT unnest($topic)))
