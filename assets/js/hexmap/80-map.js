/* One map: keeps the hexagon layer in it, loads what the state of the page asks for, follows zoom and live changes. */
(function () {
  'use strict';
  const H = window.hexmap, REFRESH_MS = 1000, CHANGE_REST_MS = 15000, STALE_MS = 60000, RETRY_MS = 2000, DIM_MS = 250;

  /* THE RE-ATTACH RULE: on every "styledata", add the layer if it is missing. The event follows the first style, a style
     diff (keeps custom layers), a full rebuild and a restored WebGL context (both drop them). addLayer fires it again:
     the test for the layer ends the recursion. */
  function ensure(state) {
    const { map } = state, config = state.read();
    if (!config || !map.style || !map.style._loaded) return;
    const key = [config.region, config.version, config.lang].join(), changed = state.key !== key;
    Object.assign(state, { config, key });
    const order = map.getLayersOrder(), anchor = order.find(id => id === config.before || id.startsWith('plotly-trace-layer'));
    const missing = !map.getLayer('hexagons');
    if (missing) { state.adds++; map.addLayer(state.layer, anchor); }
    else if (anchor && order.indexOf('hexagons') > order.indexOf(anchor)) map.moveLayer('hexagons', anchor);
    H.view.scale(state);
    if (!map.hasImage('few')) H.marks.hatch(state);
    H.own.ensure(state);
    if (!wears(state, H.tools.theme())) theme(state, H.tools.theme());
    if (missing || changed) H.marks.anew(state);
    if (changed) begin(state);
  }

  /* Whether the map wears a theme: a style that plotly puts in has the one it was made with. */
  function wears(state, name) {
    const drawn = state.config.repaint[name];
    return !drawn || state.theme === name && state.map.getPaintProperty('sea', 'background-color') === drawn.sea['background-color'];
  }

  /* The look of a theme, live: paints of the layers, colours of the cells, legend; nothing is taken away or asked anew. */
  function theme(state, name) {
    const { map, config } = state, drawn = config.repaint[name];
    state.theme = name;
    if (!drawn) return;
    for (const [layer, paint] of Object.entries(drawn)) {
      if (map.getLayer(layer)) for (const [property, value] of Object.entries(paint)) map.setPaintProperty(layer, property, value);
    }
    H.own.wear(state);
    H.marks.hatch(state);
    if (!state.sheet) return;
    [state.sheet, state.leaving].forEach(sheet => { if (sheet) H.sheet.repaint(sheet, name); });
    H.legend.draw(state);
    H.marks.all(state);
    map.triggerRepaint();
  }

  /* A new region or language came with a new style: everything is asked for again. */
  function begin(state) {
    state.target = undefined;
    show(state, H.query);
    state.docking = true;
    H.dock.read(state).catch(() => {}).then(() => {
      state.docking = false;
      if (!state.removed && !state.roamed && state.home) H.view.fit(state, state.home, { jump: true });
    });
  }

  const targetOf = params => params.get('cell') || params.get('district') || 'region';

  function boundsOf(state, params) {
    const codes = [...(params.get('district') || '').split(','), ...H.versus.districts(params)], boxes = state.config.districts.filter(each => codes.includes(each[0])).map(each => H.tools.continuous(each[2]));
    if (!boxes.length) return state.config.bounds;
    const pick = (of, at) => of(...boxes.map(box => box[at]));
    return [pick(Math.min, 0), pick(Math.min, 1), pick(Math.max, 2), pick(Math.max, 3)];
  }

  /* Show a selection. Only a new place moves the view; the first one is there at once, later ones are flown to. */
  function show(state, query) {
    const params = H.tools.filters(query), target = targetOf(params), first = state.target === undefined;
    state.query = params.toString();
    if (!state.config) return Promise.resolve();
    const moves = target !== state.target, byCell = Boolean(params.get('cell'));
    state.target = target;
    if (moves && !byCell) place(state, boundsOf(state, params), first, !state.play);
    if (moves && byCell && first) place(state, boundsOf(state, params), true);
    if (!H.tools.calm()) H.marks.all(state);                           // else with the values, as one frame
    H.lasso.show(state);
    if (!first && !state.play) dim(state);
    return load(state).then(() => (moves && byCell && state.target === target ? approach(state, params, first) : undefined));
  }

  /* What a reader asked for and does not see yet: the hexagons of before are dim until it is there, or will not come. */
  function dim(state) {
    clearTimeout(state.timers.dim);
    state.timers.dim = setTimeout(() => { if (state.card) state.card.classList.add('waiting'); }, DIM_MS);
  }
  function lit(state) {
    clearTimeout(state.timers.dim);
    if (state.card) state.card.classList.remove('waiting');
  }

  /* A selection is about to be shown: what show() will ask is asked now. Where a cell lies is known only with its values. */
  function ahead(state, query, ms) {
    const params = H.tools.filters(query), text = params.toString(), moves = targetOf(params) !== state.target;
    if (state.play || text === state.query || moves && params.get('cell')) return;
    H.source.ahead(text, moves ? H.view.foreseen(state, boundsOf(state, params), text) : H.view.wanted(state), ms);
  }

  /* The outline of a chosen cell comes with its values: only then is it known where to go, and how fine to draw there. */
  function approach(state, params, jump) {
    const before = state.res;
    place(state, H.marks.cellBounds(state) || boundsOf(state, params), jump);
    return state.res === before ? undefined : load(state);
  }

  function place(state, bounds, jump, later) {
    state.home = bounds; state.roamed = false;
    H.view.fit(state, bounds, { jump, later });
    if (!jump) H.marks.clear(state);
    state.res = H.view.wanted(state);
  }

  function load(state) {
    if (state.play) return H.frames.again(state);
    if (state.loading) state.loading.abort();
    const own = state.loading = new AbortController(), { query } = state;
    state.res = state.asked = H.view.wanted(state);
    return H.source.sheet(query, state.res, own.signal).then(async sheet => {
      await teplokarta.together.met('map');
      if (state.loading !== own) return;
      state.loading = null;
      enter(state, sheet);
    }).catch(fault => {
      if (fault.name === 'AbortError' || state.loading !== own) return;
      state.loading = null;
      teplokarta.together.met('map');            // the parts wait for nothing
      H.view.land(state);
      H.marks.all(state);
      H.legend.say(state, state.config.texts.failed);
      if (fault.status >= 400 && fault.status < 500) lit(state);
      else setTimeout(() => { if (!state.loading && !state.removed) load(state); }, RETRY_MS);
    });
  }

  function enter(state, sheet) {
    lit(state);
    H.view.land(state);
    const old = state.sheet;
    if (old && old.set === sheet.set) H.sheet.follow(sheet, old);
    else { state.leaving = old || null; state.entered = performance.now(); }
    state.sheet = sheet; state.loadedAt = performance.now();
    H.legend.draw(state);
    H.marks.all(state);
    H.pointer.again(state);
    H.dock.entered(state);
    state.map.triggerRepaint();
    H.keys.described(state);
    H.frames.arrive(state);
    H.versus.follow(state);
    document.dispatchEvent(new CustomEvent('hexmap:loaded', { detail: { res: sheet.head.res, version: sheet.head.version } }));
  }

  /* Resolution follows the zoom: the old cells stay until the new ones are here, then one fades into the other. */
  function zoomed(state) {
    H.view.scaleBar(state);
    if (!state.config || state.target === undefined) return;
    const wanted = H.view.wanted(state);
    if (wanted !== state.res) { state.res = wanted; later(state, 'zoom', 90); }
  }

  /* The zoom came back to what is shown or already on its way. */
  const there = state => state.asked === state.res && (state.loading || state.sheet);

  /* At most one reload of a kind waits at a time. */
  function later(state, kind, wait) {
    if (state.timers[kind]) return;
    state.timers[kind] = setTimeout(() => { state.timers[kind] = null; if (!(state.play && kind === 'refresh') && !state.removed && !(kind === 'zoom' && there(state))) load(state); }, wait);
  }

  function refresh(state) {
    if (state.play) return;
    const since = performance.now() - (state.loadedAt || 0), rest = state.sheet && state.sheet.head.change ? CHANGE_REST_MS : REFRESH_MS;
    later(state, 'refresh', Math.max(0, rest - since));
  }

  /* A message of the live stream, {v, cells: [[id, value]]} or {v, reload: true}. Values are absolute. Cells of another
     resolution, or ones never seen before, make the set be loaded anew; so does a sheet whose window has moved on. */
  function delta(state, message) {
    if (state.play) return;                      // what is played is of the past: its end brings everything anew
    const { sheet } = state, cells = message.cells || [];
    if (!sheet || state.loading) { if (sheet || cells.length || message.reload) refresh(state); return; }
    if (message.v !== undefined && message.v <= sheet.head.version && !message.reload) return;
    const fits = cells.every(([id]) => H.cells.resolutionOf(id) === sheet.head.res);
    if (message.reload || sheet.head.wholly || sheet.head.change || !fits || !H.sheet.change(sheet, cells)) { refresh(state); return; }
    if (message.v !== undefined) sheet.head.version = message.v;
    if (performance.now() - state.loadedAt > STALE_MS) refresh(state);
    H.marks.pulse(state, cells.filter(pair => pair[1]).map(([id]) => H.cells.indexOf(sheet.set, id)));
    H.pointer.again(state);
    state.map.triggerRepaint();
  }

  /* plotly calls every redraw of its own a resize. Answering one that changed nothing with a new fit would make plotly store
     a view that differs in the last digit, and redraw: for ever. */
  function resized(state) {
    if (!state.config || state.target === undefined) return;
    const box = state.map.getContainer(), size = [box.clientWidth, box.clientHeight, H.tools.factor()].join();
    if (size === state.size) return;
    state.size = size;
    H.view.scale(state);
    H.legend.thin(state);
    if (!state.roamed && state.home) H.view.fit(state, state.home, { jump: true });
    zoomed(state);
  }

  function attach(gd, subplot, read) {
    const { map } = subplot;
    const state = { gd, map, read, card: gd.closest('.map-card'), query: '', draws: 0, adds: 0, timers: {}, entered: -1e9, roamed: false };
    if (H.tools.calm(map.getCanvas())) map._fadeDuration = 0;       // names too are there at once; MapLibre has no way to say so later than plotly makes the map
    state.layer = H.layer.create(state);
    H.view.own(subplot);
    H.pointer.listen(state);
    H.touch.listen(state);
    H.lasso.attach(state);
    H.frames.attach(state);
    H.dock.follow(state);
    H.keys.listen(state);
    map.on('styledata', () => ensure(state));
    map.on('zoom', () => zoomed(state));
    map.on('move', () => H.view.scaleBar(state));
    map.on('movestart', event => { H.marks.clear(state); if (event.originalEvent) { state.roamed = true; H.view.astray(state); } });
    map.on('wheel', () => { state.roamed = true; H.view.astray(state); });                   // a wheel that turns during a flight starts no move of its own
    map.on('moveend', () => { if (state.roamed) H.dock.settle(state); });
    map.on('resize', () => resized(state));
    map.on('remove', () => { state.removed = true; });
    H.view.fonts().finally(() => { state.fontsReady = true; if (!state.removed && map.style) ensure(state); });
    ensure(state);
    return state;
  }

  H.map = { attach, theme, show, ahead, delta, refresh, load };
})();
