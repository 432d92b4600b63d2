/* The beat of the wall: turns the scenes, keeps the shown ones fresh, asks for surges; and its handles for Dash. */
(function () {
  'use strict';
  const W = window.wallscreen, BEAT_MS = 500, AHEAD_MS = 5000, FRESH_MS = 3000, CLOCK_MS = 60000, ABOVE_MS = 10000;
  const now = () => performance.now();
  let beat = 0, turned = 0, prepared = false, asked = 0, version = 0, aboveAt = 0, aboveVersion = -1, count = 1, began = null;

  const heard = () => (window.teplokarta.live ? teplokarta.live.state().version : 0);

  /* The scene has its whole time from now on. */
  function again() {
    turned = now(); prepared = false;
    const foot = document.getElementById('wall-progress');
    foot.classList.remove('going'); void foot.offsetWidth; foot.classList.add('going');
  }

  function refresh() { asked = now(); version = heard(); W.panes.refresh(); }

  function above() {
    aboveAt = now(); aboveVersion = heard();
    teplokarta.set('wall-above-ask', aboveAt);
  }

  function rotate() {
    const left = W.every * 1000 - (now() - turned);
    if (!W.panes.turns()) return;
    if (left < AHEAD_MS && !prepared) { prepared = true; W.panes.prepare(); }
    if (left <= 0) { W.panes.turn(); asked = now(); again(); }
  }

  function step() {
    if (!document.getElementById('wall')) return;
    W.recovery.look();
    if (document.querySelector('#problem .problem')) return;
    rotate();
    W.panes.hurry();
    if (W.panes.lost()) return;
    const since = now() - asked;
    if (since > CLOCK_MS || (since > FRESH_MS && heard() !== version)) refresh();
    if (now() - aboveAt > CLOCK_MS || (now() - aboveAt > ABOVE_MS && heard() !== aboveVersion)) above();
  }

  function begin() {
    const wall = document.getElementById('wall'), scenes = wall.dataset.scenes.split(',').filter(Boolean);
    W.every = Number(wall.dataset.every);
    W.drawnAt = now();
    count = W.rotation.abreast(innerWidth, innerHeight);
    document.documentElement.style.setProperty('--every', `${W.every}s`);
    if (!scenes.length) return;
    W.panes.begin(scenes, count);
    again(); above();
    clearInterval(beat);
    beat = setInterval(step, BEAT_MS);
  }

  /* Another shape of the window may hold another number of scenes. */
  window.addEventListener('resize', () => {
    if (document.getElementById('wall') && W.rotation.abreast(innerWidth, innerHeight) !== count) begin();
  });

  Object.assign(W, { again, refresh });
  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.teplokarta = Object.assign(window.dash_clientside.teplokarta || {}, {
    wallBegin: function () {
      setTimeout(begin, 0);
      return dash_clientside.no_update;
    },
    wallDrawn: function (answer) {
      const id = dash_clientside.callback_context.triggered_id;
      if (answer && id) W.panes.drawn(id.replace(/-wire$/, ''), answer);
      return dash_clientside.no_update;
    },
    wallAbove: function (found) {
      if (found) { W.surges.heard(found.rows); W.aboveHeard = true; }
      return dash_clientside.no_update;
    },
    /* A link of a problem leads to another address of the wall: it begins anew with it. */
    wallState: function (params) {
      const state = JSON.stringify(params);
      if (began !== null && state !== began && document.getElementById('wall')) location.reload();
      began = state;
      return dash_clientside.no_update;
    },
  });
})();
