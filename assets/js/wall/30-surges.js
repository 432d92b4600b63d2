/* Notices districts that rise above their usual and were not above before; says so and shows the strongest of them. */
(function () {
  'use strict';
  const W = window.wallscreen, CALM_MS = 30 * 60 * 1000, SAID_MS = 20000;
  let above = null, silence = 0;

  /* `rows`: who is above now, the strongest first. Who dips below for a few minutes does not rise anew. */
  function heard(rows) {
    const now = Date.now(), first = above === null;
    above = above || new Map();
    const risen = first ? [] : rows.filter(row => !above.has(row.code));
    rows.forEach(row => above.set(row.code, now));
    for (const [code, at] of above) if (now - at > CALM_MS) above.delete(code);
    if (risen.length) tell(risen[0]);
  }

  function tell(row) {
    const box = document.getElementById('wall-news');
    document.getElementById('wall-news-words').textContent = row.text;
    box.hidden = false;
    clearTimeout(silence);
    silence = setTimeout(() => { box.hidden = true; }, Math.max(SAID_MS, W.every * 1000));
    if (W.panes.jump('surges', row.code)) W.again();
  }

  W.surges = { heard };
})();
