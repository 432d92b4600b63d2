/* Asks for the parts of the screen and has them drawn: one question a change, and the newest state wins.
 *
 * It begins before Dash stands, and does not go through Dash's stores: they would compare a thousand nodes with those
 * before, a click. dashboard/screens.py answers. */
(function () {
  'use strict';
  const RETRY_MS = 500, RETRY_MOST_MS = 8000, PATIENCE_MS = 60000, EVERYTHING = 'state';
  const waiting = new Set();                     // what has changed since the last question
  let opened = [], asking = null, failures = 0, later = 0;
  const loaded = new Promise(done => { if (document.readyState === 'loading') addEventListener('DOMContentLoaded', done, { once: true }); else done(); });

  const address = by => '/screen.json?' + new URLSearchParams({ page: location.pathname, of: location.search.slice(1), by: [...by].join(), opened: opened.join() });

  /* Something changed: `state`, `live`, `opened`. What a reader did is not kept waiting by an answer that is out of date
     already; a live change waits for the answer that is on its way. */
  function ask(what, data) {
    if (what === 'opened') opened = data || [];
    waiting.add(what);
    if (asking && what !== 'live') { asking.by.forEach(each => waiting.add(each)); asking.end.abort(); asking = null; }
    clearTimeout(later);
    send();
  }

  async function send() {
    if (asking || !waiting.size) return;
    const own = asking = { by: [...waiting], end: new AbortController() }, patience = setTimeout(() => own.end.abort(), PATIENCE_MS);
    waiting.clear();
    try {
      const answer = await fetch(address(own.by), { signal: own.end.signal });
      if (!answer.ok) throw Object.assign(new Error(`screen: ${answer.status}`), { final: answer.status < 500 });
      const parts = await answer.json();
      await loaded;
      if (asking !== own) return;
      failures = 0;
      teplokarta.drawParts(parts);
    } catch (fault) {
      if (asking === own) failed(own, fault);
    } finally {
      clearTimeout(patience);
      if (asking === own) { asking = null; if (waiting.size && !failures) send(); }
    }
  }

  /* The server is silent or busy: what was asked is asked again, and the parts stay dim meanwhile. */
  function failed(own, fault) {
    if (fault.final) throw fault;
    own.by.forEach(each => waiting.add(each));
    if (own.by.includes(EVERYTHING)) teplokarta.changing();
    clearTimeout(later);
    later = setTimeout(send, Math.min(RETRY_MOST_MS, RETRY_MS * 2 ** failures++));
  }

  window.teplokarta = Object.assign(window.teplokarta || {}, { ask });
  ask(EVERYTHING);
})();
