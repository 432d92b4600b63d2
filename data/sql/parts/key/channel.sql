a.channel
