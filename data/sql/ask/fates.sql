SELECT call, fate, final, problem FROM fate ORDER BY position
