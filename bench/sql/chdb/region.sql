region = {region:String}
