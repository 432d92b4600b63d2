topic_group = $topic_group::topic_group_t
