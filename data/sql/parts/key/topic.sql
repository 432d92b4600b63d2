a.topic_group || chr(31) || a.topic
