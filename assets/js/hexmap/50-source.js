/* Fetches sets and values: each set once, the newest question wins. */
(function () {
  'use strict';
  const H = window.hexmap, KEPT = 8, sets = new Map();

  /* The set at an address that never changes its meaning. */
  function set(url) {
    const known = sets.get(url);
    if (known) { sets.delete(url); sets.set(url, known); return known; }
    const coming = H.binary(url).then(buffer => H.cells.decode(buffer, url));
    coming.catch(() => sets.delete(url));
    sets.set(url, coming);
    while (sets.size > KEPT) sets.delete(sets.keys().next().value);
    return coming;
  }

  const heard = () => (window.teplokarta && teplokarta.live ? teplokarta.live.state().version : 0);
  const fresh = early => !early.until || performance.now() < early.until && early.version === heard();

  async function asked(url, signal) {
    const answer = await fetch(url, { signal });
    if (!answer.ok) throw Object.assign(new Error(`hexmap: ${answer.status}`), { status: answer.status });
    return answer.arrayBuffer();
  }

  async function body(url, signal) {
    const { early } = H;
    H.early = null;                              // good for the first question only: later it would be stale
    if (!early || early.url !== url || !fresh(early)) return asked(url, signal);
    return early.values.catch(() => asked(url, signal));
  }

  /* A click will want these values within so many milliseconds: they are asked for now, and their set. */
  function ahead(query, res, ms) {
    if (H.early && H.early.end) H.early.end.abort();
    const url = address(query, res), end = new AbortController(), values = asked(url, end.signal);
    H.early = { url, values, end, until: performance.now() + ms, version: heard() };
    values.then(buffer => set(parser(query)(buffer).head.cells)).catch(() => {});            // the click asks again, and says what is wrong
  }

  const parser = query => (H.change.asked(query) ? H.change.parse : H.sheet.parse);
  const address = (query, res) => `/map/${H.change.asked(query) ? 'change' : 'values'}.bin?${query}${query ? '&' : ''}res=${res}`;

  /* The sheet of a selection at a resolution; a set that the server has forgotten meanwhile is asked for once more. */
  async function sheet(query, res, signal) {
    const url = address(query, res), parse = parser(query);
    for (let attempt = 0; ; attempt++) {
      const answer = parse(await body(url, signal));
      try {
        return H.sheet.create(await set(answer.head.cells), answer);
      } catch (fault) {
        if (attempt) throw fault;
      }
    }
  }

  H.source = { set, sheet, address, ahead };
})();
