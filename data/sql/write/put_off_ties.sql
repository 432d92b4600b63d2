UPDATE fate SET fate = 'duplicate', final = false WHERE tie AND fate = 'updated'
