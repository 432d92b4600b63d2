a.district
