/* What the map shows of the world: fitting, the resolution for a zoom, sizes on walls, the scale bar. */
(function () {
  'use strict';
  const H = window.hexmap;
  const EDGE_M = { 4: 26071.8, 5: 9854.1, 6: 3724.5, 7: 1406.5, 8: 531.4, 9: 200.8, 10: 75.9 };
  const SMALLEST_PX = { 8: 7, 9: 10, 10: 12 }, SMALLEST_COARSE_PX = 5.8, PHONE_SHARE = 0.78, HYSTERESIS = 0.15, FIT_MS = 900, EARTH_M = 40075016.7, TILE = 512;

  const metresPerPixel = (zoom, lat) => EARTH_M * Math.cos(lat * Math.PI / 180) / (TILE * 2 ** zoom);
  /* Width of a cell on the screen in pixels of a 16 px root font, so that a wall seen from afar gets larger cells. */
  const cellWidth = (res, zoom, lat) => EDGE_M[res] * Math.sqrt(3) / metresPerPixel(zoom, lat) / H.tools.factor() * H.tools.far;

  /* The finest resolution whose cells can still be told apart; the current one is kept a little longer. Small cells hold
     few appeals each: they must be larger on the screen before they tell more than their parents. */
  function resolution(zoom, lat, current) {
    const share = innerWidth < 640 ? PHONE_SHARE : 1, least = res => share * (SMALLEST_PX[res] || SMALLEST_COARSE_PX);
    const fits = res => cellWidth(res, zoom, lat) >= least(res) * (res === current ? 1 - HYSTERESIS : res > (current || 99) ? 1 + HYSTERESIS : 1);
    return [10, 9, 8, 7, 6, 5].find(fits) || 4;
  }

  /* Room for what lies over the map; `legend`: also for the legend along the lower edge; `named`: for names of regions at the sides. */
  function padding(map, legend, named) {
    const box = map.getContainer().getBoundingClientRect(), k = H.tools.factor(), card = map.getContainer().closest('.map-card');
    const height = name => { const part = card && card.querySelector(name); return part ? part.getBoundingClientRect().height : 0; };
    const narrow = H.dock.narrow({ map }), side = ((narrow ? 10 : 26) + (named ? 34 : 0)) * k;
    const top = Math.min(height('.map-head') + 12 * k, box.height * 0.3);
    const bottom = Math.min(legend && !narrow ? height('.map-legend') + 22 * k : (narrow ? 14 : 34) * k, box.height * 0.36);
    return { top, bottom, left: side, right: side };
  }

  /* The view is ours. plotly puts its own at every redraw, and late in its first one, unless the user turns the wheel just
     then: a pinch, or a flight, would be taken back. So for plotly the wheel always turns; it stores each view it is told of. */
  const own = subplot => Object.defineProperty(subplot, 'wheeling', { get: () => true, set() {} });

  /* Ways to make room for the legend, shares of the map's width kept free on the left and on the right; the last one above it. */
  const ASIDE = [[0, 0], [0.06, 0], [0, 0.06], [0.12, 0], [0, 0.12], [0.18, 0]];

  /* The largest view of a box in which some corner is free for the legend. */
  function clear(state, box, query) {
    const { map } = state, wide = map.getContainer().clientWidth, named = state.config.region === 'all', plain = padding(map, false, named);
    const ways = ASIDE.map(([left, right]) => ({ ...plain, left: plain.left + left * wide, right: plain.right + right * wide }));
    const tried = [...ways, padding(map, true, named)].map(padding => ({ padding, maxZoom: 15 })).map(room => ({ room, goal: map.cameraForBounds(box, room) }));
    const looked = H.dock.look(state, query), corner = way => way.corner || (way.corner = H.dock.best(looked, way.goal));
    const largest = tried.filter(way => way.goal).sort((one, other) => other.goal.zoom - one.goal.zoom);
    const best = largest.find(way => corner(way).free) || tried[tried.length - 1];
    return best.goal ? { ...best, corner: corner(best) } : best;
  }

  const boxed = ([west, south, east, north]) => [[west, south], [east, north]];

  /* The resolution that a selection will have after a flight to its bounds. */
  function foreseen(state, bounds, query) {
    const [west, south, east, north] = H.tools.continuous(bounds), { goal } = clear(state, boxed([west, south, east, north]), query);
    return goal ? resolution(goal.zoom, (south + north) / 2, state.res) : wanted(state);
  }

  /* `jump`: at once; `later`: where the processor draws, only with the values that are being asked for, as one frame. */
  function fit(state, bounds, options = {}) {
    const { map } = state, [west, south, east, north] = H.tools.continuous(bounds), box = boxed([west, south, east, north]);
    const { room, goal, corner } = clear(state, box, state.query), calm = H.tools.calm();
    const move = duration => { if (corner) H.dock.put(state, corner.name); map.fitBounds(box, { ...room, duration }); };
    state.legendSize = H.dock.size(state);
    astray(state);
    if (!goal || options.jump || calm && !options.later) { move(0); return; }
    state.goal = { zoom: goal.zoom, lat: (south + north) / 2 };
    if (calm) { state.aimed = () => move(0); return; }
    move(FIT_MS);
    map.once('moveend', () => { state.goal = null; });
  }

  /* The values are here: the view goes where it was to go with them. */
  function land(state) {
    const { aimed } = state;
    if (!aimed) return;
    astray(state);
    aimed();
  }

  /* The view has gone another way meanwhile. */
  function astray(state) {
    if (state.aimed) state.goal = null;
    state.aimed = null;
  }

  /* The resolution for what is seen, or, during a flight, for what will be seen at its end. */
  function wanted(state) {
    const { map, goal } = state;
    return resolution(goal ? goal.zoom : map.getZoom(), goal ? goal.lat : map.getCenter().lat, state.res);
  }

  function step(state, by) {
    state.map.zoomTo(state.map.getZoom() + by, { duration: H.tools.calm() ? 0 : 300 });
  }

  const stops = (pairs, k, shift) => ['interpolate', ['linear'], ['zoom'], ...pairs.flatMap(([zoom, size]) => [zoom + shift, size * k])];

  /* Sizes of lines and labels by the root font: the same picture on a desk and on a wall. Labels wait for their font,
     since MapLibre keeps the first drawing of a letter for ever. */
  function scale(state) {
    const { map } = state, k = H.tools.factor(), layers = map.getStyle().layers.filter(layer => layer.metadata);
    const sample = layers.find(layer => layer.metadata.label);
    if (!state.fontsReady || !sample) return;
    if (state.scaled === k && sample.layout.visibility === 'visible') return;
    const shift = Math.log2(k) + (state.config.shift || 0);
    state.scaled = k;
    for (const { id, metadata } of layers) {
      if (metadata.minzoom) map.setLayerZoomRange(id, metadata.minzoom + shift, 24);
      for (const [name, pairs] of Object.entries(metadata.scale || {})) {
        if (name === 'text-size') map.setLayoutProperty(id, name, stops(pairs, k, shift)); else map.setPaintProperty(id, name, stops(pairs, k, shift));
      }
      if (metadata.label) {
        map.setLayoutProperty(id, 'text-padding', 5 * k);
        map.setLayoutProperty(id, 'visibility', 'visible');
      }
    }
  }

  const fonts = () => Promise.all(['Golos Text Medium', 'Golos Text Semibold'].map(name => document.fonts.load(`16px "${name}"`, 'АЁжz')));

  function scaleBar(state) {
    const bar = state.card && state.card.querySelector('.map-scale');
    if (!bar) return;
    const metres = metresPerPixel(state.map.getZoom(), state.map.getCenter().lat), most = metres * 110 * H.tools.factor();
    const power = 10 ** Math.floor(Math.log10(most)), length = [5, 3, 2, 1].find(part => part * power <= most) * power;
    const words = state.config.texts, text = length >= 1000 ? `${H.tools.number(length / 1000, state.config.lang)} ${words.km}` : `${length} ${words.m}`;
    bar.style.width = `${length / metres}px`;
    if (bar.textContent !== text) bar.textContent = text;
  }

  H.view = { own, wanted, foreseen, resolution, fit, land, astray, step, scale, fonts, scaleBar };
})();
