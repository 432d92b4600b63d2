SELECT number, name, query, template, paper, orient, lang, kind, repeat, weekdays, monthday, clock, folder, recipients, active, since
FROM schedule
ORDER BY name, number
