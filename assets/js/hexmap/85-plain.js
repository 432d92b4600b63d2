/* What stands in where the map cannot be drawn by the graphics card: the same map on a plain canvas (83-flat.js), and where
 * even that fails the picture the server draws. */
(function () {
  'use strict';
  const H = window.hexmap, PATIENCE_MS = 20000;
  const plain = { on: false, state: null, show, watch, other };
  let waiting = null;

  function webgl2() {
    try { return Boolean(document.createElement('canvas').getContext('webgl2')); } catch { return false; }
  }

  const able = webgl2();
  /* plotly tries all the same and complains of what we know already. */
  if (!able) addEventListener('unhandledrejection', event => { if (/WebGL/.test(event.reason && event.reason.message)) event.preventDefault(); });
  const card = () => document.querySelector('.map-card');
  const url = () => `/map/figure.json?${H.query}`;

  /* Called whenever the page changes: a card whose map is not there gets a plain one, at once where none can come. */
  function watch(reachable) {
    if (plain.on && plain.state && !document.contains(plain.state.map.getContainer())) Object.assign(plain, { on: false, state: null });
    if (plain.on || waiting || !card() || !card().querySelector('.map-graph')) return;
    if (able && !H.forcePlain && reachable()) return;
    waiting = setTimeout(() => { waiting = null; if (!(able && !H.forcePlain && reachable())) start(); }, able && !H.forcePlain ? PATIENCE_MS : 0);
  }

  async function start() {
    if (plain.on || !card()) return;
    plain.on = true;
    try {
      const answer = await fetch(url());
      if (!answer.ok) throw new Error(`hexmap: ${answer.status}`);
      const { layout } = await answer.json(), box = document.createElement('div'), graph = card().querySelector('.map-graph');
      box.className = 'map-graph map-flat';
      graph.hidden = true; graph.after(box);
      attach(box, layout.map.style);
    } catch (fault) {
      picture();
    }
  }

  function attach(box, style) {
    const map = new H.FlatMap(box, style), state = H.map.attach(box, { map }, () => map.json.metadata.hexmap);
    map.state = plain.state = state;
    map.on('groundless', picture);
    map.fire('styledata');
    map.triggerRepaint();
  }

  /* Another region. */
  async function other() {
    const answer = await fetch(url());
    if (answer.ok) plain.state.map.restyle((await answer.json()).layout.map.style);
  }

  /* The picture of the selection with its own legend; the list of districts beside it stays what can be clicked. */
  function picture() {
    plain.on = true; plain.state = null;
    const box = card(), known = box.querySelector('.map-picture'), image = known || document.createElement('img');
    const query = H.tools.filters(H.query), width = Math.min(2400, Math.round(box.clientWidth * devicePixelRatio)), height = Math.min(2400, Math.round(box.clientHeight * devicePixelRatio));
    for (const name of ['map', 'base', 'vs']) query.delete(name);
    for (const [name, value] of [['width', Math.max(width, 320)], ['height', Math.max(height, 240)], ['theme', H.tools.theme()]]) query.set(name, value);
    image.className = 'map-picture'; image.alt = box.getAttribute('aria-label') || '';
    image.src = `/map.png?${query}`;
    if (!known) box.querySelectorAll('.map-flat').forEach(each => each.remove());
    if (!known) box.append(image);
    box.dataset.plain = 'picture';
  }

  function show() {
    if (!plain.state) { if (card()) picture(); return Promise.resolve(); }
    return plain.state.config ? H.map.show(plain.state, H.query) : Promise.resolve();
  }

  H.plain = plain;
})();
