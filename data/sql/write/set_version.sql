UPDATE meta SET value = $version WHERE key = 'version'
