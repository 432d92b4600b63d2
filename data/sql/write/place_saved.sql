UPDATE saved SET place = $place WHERE number = $number
