UPDATE saved SET name = $name, path = $path, query = $query WHERE number = $number
