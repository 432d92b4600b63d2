channel = {channel:String}
