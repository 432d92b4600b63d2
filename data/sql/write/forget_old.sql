DELETE FROM appeal WHERE id IN (SELECT id FROM fate WHERE fate = 'updated')
