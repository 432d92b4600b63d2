/* Asks for the parts of the screen and has them drawn: one question a change, and the newest state wins.
 *
 * It begins before Dash stands, and does not go through Dash's stores: they would compare a thousand nodes with those
 * before, a click. dashboard/screens.py answers. */
(function () {
  'use strict';
  const RETRY_MS = 500, RETRY_MOST_MS = 8000, PATIENCE_MS = 60000, AHEAD_MS = 1500, SLOW_MS = 5000, EVERYTHING = 'state';
  const waiting = new Set();                     // what has changed since the last question
  let opened = [], asking = null, failures = 0, later = 0, ahead = null, slow = 0;
  const loaded = new Promise(done => { if (document.readyState === 'loading') addEventListener('DOMContentLoaded', done, { once: true }); else done(); });

  /* `link`: after a click on it. */
  const address = (by, search, link) => '/screen.json?' + new URLSearchParams({
    page: location.pathname, of: search.slice(1), by: by.join(), opened: opened.join(), menus: teplokarta.menus(link).join(),
  });
  const heard = () => (teplokarta.live ? teplokarta.live.state().version : 0);

  /* What a link leads to is asked for while the mouse still presses it, parts and hexagons: a tenth of a second sooner, and
     nearly every press is a click (of fingers most are strokes that scroll). */
  function press(event) {
    const link = event.target.closest && event.target.closest('a[data-go], a[data-toggle]');
    if (!link || event.pointerType === 'touch' || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname) return;
    const search = teplokarta.leads(link);
    if (search === location.search) return;
    if (ahead) ahead.end.abort();
    const url = address([EVERYTHING], search, link), end = new AbortController();
    ahead = { url, end, at: performance.now(), version: heard(), answer: fetch(url, { signal: end.signal }) };
    ahead.answer.catch(() => {});                // asked again by the click, which says what is wrong
    if (window.hexmap && hexmap.ahead) hexmap.ahead(search.slice(1), AHEAD_MS);
  }

  /* What a press has asked for, if it is what is wanted now, and nothing has changed since. */
  function pressed(url) {
    const own = ahead;
    ahead = null;
    return own && own.url === url && own.version === heard() && performance.now() - own.at < AHEAD_MS ? own : null;
  }

  /* Something changed: `state`, `live`, `opened`, `menus`. What a reader did is not kept waiting by an answer that is out of date
     already; a live change waits for the answer that is on its way. */
  function ask(what, data) {
    if (what === 'opened') open(data || []);
    waiting.add(what);
    if (asking && what !== 'live') { asking.by.forEach(each => waiting.add(each)); asking.end.abort(); asking = null; }
    clearTimeout(later);
    send();
  }

  /* Groups of topics that stand open, for the next question. */
  function open(groups) { opened = groups; }

  /* What a reader asked for takes long: said until it is there, since what stands on the screen is of before. */
  function patient(yes) {
    if (yes && slow) return;
    clearTimeout(slow);
    slow = yes ? setTimeout(() => say(true), SLOW_MS) : 0;
    if (!yes) say(false);
  }
  function say(yes) {
    const note = document.getElementById('stale-note');
    if (note) note.classList.toggle('slow', yes);
  }

  async function send() {
    if (asking || !waiting.size) return;
    const by = [...waiting], url = address(by, location.search), early = failures ? null : pressed(url);
    const own = asking = { by, end: early ? early.end : new AbortController() }, patience = setTimeout(() => own.end.abort(), PATIENCE_MS);
    waiting.clear();
    if (by.includes(EVERYTHING) && document.querySelector('[data-version]')) patient(true);
    try {
      const answer = await (early ? early.answer : fetch(url, { signal: own.end.signal }));
      if (!answer.ok) throw Object.assign(new Error(`screen: ${answer.status}`), { final: answer.status < 500 });
      const parts = await answer.json();
      await loaded;
      if (by.includes(EVERYTHING)) await teplokarta.together.met('parts');
      if (asking !== own) return;
      failures = 0;
      patient(false);
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
    teplokarta.together.met('parts');            // the hexagons wait for nothing
    if (fault.final) { patient(false); throw fault; }
    own.by.forEach(each => waiting.add(each));
    if (own.by.includes(EVERYTHING)) teplokarta.changing();
    clearTimeout(later);
    later = setTimeout(send, Math.min(RETRY_MOST_MS, RETRY_MS * 2 ** failures++));
  }

  document.addEventListener('pointerdown', press);
  window.teplokarta = Object.assign(window.teplokarta || {}, { ask, open, busy: () => slow !== 0 });
  ask(EVERYTHING);
})();
