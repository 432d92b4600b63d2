topic_group = {topic_group:String}
