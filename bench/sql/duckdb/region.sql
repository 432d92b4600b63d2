region = $region::region_t
