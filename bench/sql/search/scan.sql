-- The plain way to the first page and its count: every text of the window is read.
WITH found AS (
    SELECT id, received, masked_text FROM appeal
    WHERE received >= $lo AND received < $hi AND type IN ('problem', 'question')
        AND masked_text ILIKE $first AND masked_text ILIKE $second
)
SELECT *, (SELECT count(*) FROM found) AS total FROM found ORDER BY received DESC, id DESC LIMIT 50
