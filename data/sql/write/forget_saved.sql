DELETE FROM saved WHERE number = $number
