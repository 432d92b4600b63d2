a.region = $region
