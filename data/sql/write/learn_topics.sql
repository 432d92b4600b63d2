INSERT INTO topic SELECT code, name, parent FROM incoming_topics ON CONFLICT DO NOTHING
