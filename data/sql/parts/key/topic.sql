a.topic
