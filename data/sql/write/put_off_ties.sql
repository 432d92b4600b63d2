UPDATE fate SET fate = 'duplicate' WHERE tie AND fate = 'updated'
