UPDATE run
SET outcome = $outcome, attempt = $attempt, next_try = $next_try, started = $started, ended = $ended,
    file = $file, bytes = $bytes, sent = $sent, fault = $fault, detail = $detail
WHERE number = $number
