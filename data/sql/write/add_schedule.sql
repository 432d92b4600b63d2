INSERT INTO schedule (name, query, template, paper, orient, lang, kind, repeat, weekdays, monthday, clock, folder, recipients, active, since)
VALUES ($name, $query, $template, $paper, $orient, $lang, $kind, $repeat, $weekdays, $monthday, $clock, $folder, $recipients, $active, $since)
RETURNING number
