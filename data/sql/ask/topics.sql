SELECT code, name, parent FROM topic
