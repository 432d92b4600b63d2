a.topic_group
