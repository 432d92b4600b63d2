/* The live stream: one for a visible tab, watched, and replaced by polling where a proxy breaks it. */
(function () {
  'use strict';
  const HEARTBEAT_MS = 15000, PATIENCE_MS = 2.5 * HEARTBEAT_MS, TELL_MS = 400, POLL_MS = 10000, TRIES = 4, LATE_MS = 12000, FIRST_MS = 8000, BEAT_MS = 1200;
  let source = null, watchdog = 0, failures = 0, poller = 0, version = 0, count = 0, told = 0, waiting = 0, polled = null, res = null, late = 0, later = 0;

  /* Words of the dot; they stand in the page in its language. A longer silence is said across the page. */
  function show(state) {
    if (state !== 'lost') { clearTimeout(late); late = 0; sayLate(false); }
    else if (!late) late = setTimeout(() => sayLate(true), LATE_MS);
    if (document.documentElement.dataset.live !== state) document.documentElement.dataset.live = state;
    const words = document.getElementById('live-words'), text = (words && words.dataset[state]) || '';
    if (words && words.textContent !== text) words.textContent = text;       // each new filter has a new stream: nothing is painted for that
  }

  function sayLate(yes) {
    const note = document.getElementById('stale-note');
    if (note) note.classList.toggle('late', yes);
  }

  function showCount() {
    const box = document.getElementById('live-count');
    if (!box) return;
    const lang = document.documentElement.lang || 'ru';
    const form = new Intl.PluralRules(lang).select(count), text = box.dataset['n' + form[0].toUpperCase() + form.slice(1)] || '';
    const number = new Intl.NumberFormat(lang).format(count).replace(/\u00a0/g, '\u202f');
    box.textContent = count ? text.replace('{n}', number) : '';
  }

  /* At most once a second, and never lose the last one. */
  function tell() {
    if (waiting) return;
    const left = Math.max(0, told + TELL_MS - performance.now());
    waiting = setTimeout(() => {
      waiting = 0; told = performance.now();
      const head = document.getElementById('header');            // what the page begins with is still on its way: a question now would discard it
      if (head && !head.childElementCount) { tell(); return; }
      teplokarta.set('live', { v: version, n: count });
      showCount();
    }, left);
  }

  function alive() {
    failures = 0; show('on'); watch();
  }

  /* A stream that says nothing is no stream, be it from its very start. */
  function watch() {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => { show('lost'); close(); open(); }, PATIENCE_MS);
  }

  /* The dot beats once for what is new. A beat without end would have the whole page painted sixty times a second, on a
     machine without a graphics card by the processor. */
  function beat() {
    const dot = document.querySelector('.live .dot');
    if (!dot || hexmap.tools.calm() || dot.getAnimations().length) return;
    dot.animate([{ boxShadow: '0 0 0 0 currentColor' }, { boxShadow: '0 0 0 .55rem transparent' }], { duration: BEAT_MS, easing: 'ease-out' });
  }

  function heard(event) {
    const message = JSON.parse(event.data);
    alive();
    if (message.v <= version && !message.reload) return;
    beat();
    version = message.v; count += message.n || 0;
    if (window.hexmap && hexmap.delta) hexmap.delta(message);
    tell();
  }

  /* No part of the page is older than this: of the last message, before that of the store when the page was made; and of
     the hexagons, which come by their own way. What was committed after it is asked for. */
  function seen() {
    const page = document.querySelector('meta[name="store-version"]'), shown = window.hexmap && hexmap.version && hexmap.version();
    const known = version || Number(page ? page.content : 0);
    return shown ? Math.min(known, shown) : known;
  }

  /* The head has its words: until then the stream would only be in the way of what the page begins with. */
  const begun = () => document.querySelector('[data-version]') !== null || performance.now() >= FIRST_MS;

  function address() {
    const extra = {};
    const res = window.hexmap && hexmap.res && hexmap.res();
    if (res) extra.res = res;
    extra.since = seen();
    const query = teplokarta.query(extra);
    return '/api/v1/events' + (query ? '?' + query : '');
  }

  /* An address that was not understood has no stream. */
  const hopeless = () => document.querySelector('#problem .bad') !== null;

  function failed() {
    if (hopeless()) { close(); stopPolling(); return; }
    show('lost');
    if (source && source.readyState !== EventSource.CLOSED && ++failures < TRIES) return;
    close();
    failures = Math.max(failures, 1);
    setTimeout(open, Math.min(30000, 1000 * 2 ** failures++));
    if (failures >= TRIES) poll();
  }

  function open() {
    clearTimeout(later);
    if (source || document.hidden) return;
    if (teplokarta.state().asof) { show('past'); return; }      // a moment of the past has no stream
    if (!begun()) { later = setTimeout(open, 100); return; }
    if (!window.EventSource) { poll(); return; }
    source = new EventSource(address());
    watch();
    source.onopen = () => { stopPolling(); alive(); };
    source.onmessage = heard;
    source.addEventListener('heartbeat', alive);
    source.onerror = failed;
  }

  function close() {
    clearTimeout(watchdog);
    if (source) { source.close(); source = null; }
  }

  /* The fallback: ask for the total, and tell when the version moved. */
  function poll() {
    if (poller) return;
    poller = setInterval(ask, POLL_MS); ask();
  }

  function stopPolling() { clearInterval(poller); poller = 0; polled = null; }

  async function ask() {
    if (document.hidden) return;
    const query = teplokarta.query();
    try {
      const answer = await fetch('/api/v1/summary' + (query ? '?' + query : ''));
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (source && source.readyState === EventSource.OPEN) return;
      show('poll');
      if (polled && found.version > polled.version) {
        version = found.version; count += Math.max(0, found.total - polled.total);
        if (window.hexmap && hexmap.delta) hexmap.delta({ v: version, reload: true });
        tell();
      }
      polled = found;
    } catch (fault) { show('lost'); }
  }

  /* The filters changed: another stream; what was counted before stays counted. */
  function restart() { polled = null; close(); show(document.documentElement.dataset.live || 'wait'); open(); }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) close();
    else { open(); tell(); if (window.hexmap && hexmap.refresh) hexmap.refresh(); }   // the clock has moved on meanwhile
  });
  window.addEventListener('pagehide', close);
  /* The stream speaks of hexagons of the size that the map shows. */
  document.addEventListener('hexmap:loaded', event => {
    if (event.detail.res === res) return;
    res = event.detail.res;
    restart();
  });

  /* The head is drawn after this script: keep the words when it comes or changes its language. */
  new MutationObserver(() => {
    const words = document.getElementById('live-words');
    const wanted = words && words.dataset[document.documentElement.dataset.live || 'wait'];
    if (words && wanted && words.textContent !== wanted) { show(document.documentElement.dataset.live || 'wait'); showCount(); }
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-on'] });

  document.documentElement.dataset.live = 'wait';
  window.teplokarta = Object.assign(window.teplokarta || {}, { live: { restart, close, state: () => ({ version, count }) } });
})();
