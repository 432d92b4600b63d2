DELETE FROM schedule WHERE number = $number
