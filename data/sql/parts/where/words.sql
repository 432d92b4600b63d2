(
    a.external_id = $words_id
    OR len(list_filter($words, lambda word: NOT contains(replace(lower(a.masked_text), 'ё', 'е'), word))) = 0
)
