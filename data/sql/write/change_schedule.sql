UPDATE schedule
SET name = $name, query = $query, template = $template, paper = $paper, orient = $orient, lang = $lang, kind = $kind,
    repeat = $repeat, weekdays = $weekdays, monthday = $monthday, clock = $clock, folder = $folder, recipients = $recipients,
    active = $active, since = $since
WHERE number = $number
