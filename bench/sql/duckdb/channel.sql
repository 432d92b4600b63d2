channel = $channel::channel_t
