DELETE FROM annotation WHERE number = $number
