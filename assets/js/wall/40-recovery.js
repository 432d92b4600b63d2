/* Nobody is at the keyboard: says how old the figures are while the server is silent, and finds the way back by itself. */
(function () {
  'use strict';
  const W = window.wallscreen, SAY_MS = 8000, RELEASE_MS = 300000, VACANT_MS = 5000, STUCK_MS = 300000;
  let good = Date.now(), wasLost = false, releaseAt = 0, vacantAt = 0, stood = null, leaving = false;

  const build = () => (document.querySelector('meta[name="release"]') || {}).content;
  const ask = async url => { const answer = await fetch(url, { cache: 'no-store' }); if (!answer.ok) throw new Error(String(answer.status)); return answer; };

  /* Only to a server that answers: the browser's own error page would never come back. */
  async function reload() {
    if (leaving) return;
    leaving = true;
    try { await ask(location.href); location.reload(); } catch (fault) { leaving = false; }
  }

  function plural(box, name, n) {
    const form = new Intl.PluralRules(document.documentElement.lang || 'ru').select(n);
    return (box.dataset[name + form[0].toUpperCase() + form.slice(1)] || '').replace('{n}', n);
  }

  function age(box, ms) {
    const minutes = Math.floor(ms / 60000);
    return minutes < 60 ? plural(box, 'minutes', minutes) : plural(box, 'hours', Math.floor(minutes / 60));
  }

  function say() {
    const box = document.getElementById('wall-cut'), silent = Date.now() - good, cut = silent > SAY_MS;
    box.hidden = !cut;
    if (!cut) return;
    const stamp = document.querySelector('[data-asof]'), clock = document.getElementById('clock-box');
    const asof = stamp && new Date(stamp.dataset.asof).toLocaleTimeString('ru-RU', { hour: '2-digit', minute: '2-digit', timeZone: clock ? clock.dataset.zone : undefined });
    const title = silent < 60000 ? box.dataset.short : box.dataset.for.replace('{age}', age(box, silent));
    document.getElementById('wall-cut-title').textContent = title;
    document.getElementById('wall-cut-words').textContent = asof ? box.dataset.shown.replace('{time}', asof) : '';
  }

  /* Another release than this page was made by: it is loaded anew. */
  async function release() {
    releaseAt = performance.now();
    try {
      const found = await (await ask('/health')).json();
      if (build() && found.release && found.release !== build()) reload();
    } catch (fault) { releaseAt = 0; }
  }

  /* Nothing stored, or a region not installed yet: when there is something, the page begins anew. An address that was
     understood by the questions and still stands as a problem is the wall's own, and stays. */
  async function vacant(problem) {
    vacantAt = performance.now();
    let answers = false;
    try { answers = (await (await ask('/api/v1/summary?' + teplokarta.query())).json()).sources.length > 0; } catch (fault) { answers = false; }
    if (stood === null) stood = answers && problem.classList.contains('bad');
    if (answers && !stood) reload();
  }

  function look() {
    const live = document.documentElement.dataset.live, lost = live === 'lost', problem = document.querySelector('#problem .problem');
    if (problem) {
      document.getElementById('wall-cut').hidden = true;
      if (performance.now() - vacantAt > VACANT_MS) vacant(problem);
      return;
    }
    if (live === 'on' || live === 'poll') good = Date.now();
    if (wasLost && !lost) { release(); W.refresh(); }
    wasLost = lost;
    if (!lost && performance.now() - releaseAt > RELEASE_MS) release();
    if (!lost && performance.now() - (W.drawnAt || 0) > Math.max(STUCK_MS, 3000 * W.every)) reload();
    say();
  }

  window.addEventListener('offline', () => teplokarta.live && teplokarta.live.restart());
  window.addEventListener('online', () => teplokarta.live && teplokarta.live.restart());

  W.recovery = { look };
})();
