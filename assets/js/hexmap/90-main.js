/* Finds plotly's maps and gives the page its handles: hexmap.show, .delta, .fit, .state, and the functions for Dash.
 *
 * plotly keeps its MapLibre map in graphDiv._fullLayout.map._subplot.map: private, so plotly is pinned and a browser test
 * guards it. This is the only file that reads it. */
(function () {
  'use strict';
  const H = window.hexmap, known = new WeakMap(), canvases = document.getElementsByClassName('maplibregl-canvas');
  const subplotOf = gd => gd && gd._fullLayout && gd._fullLayout.map && gd._fullLayout.map._subplot;
  const graphOf = id => document.querySelector(`#${CSS.escape(id)} .js-plotly-plot`) || document.querySelector(`#${CSS.escape(id)}.js-plotly-plot`);
  const stateOf = id => { const subplot = subplotOf(graphOf(id || 'map')); return H.plain.state || (subplot && subplot.map ? known.get(subplot.map) : undefined); };

  /* A new map appears on the first plot, on a changed configuration and when a page comes back: each inserts a canvas. */
  function scan() {
    if (H.forcePlain) return;
    for (const canvas of canvases) {
      const gd = canvas.closest('.js-plotly-plot'), subplot = subplotOf(gd), map = subplot && subplot.map;
      if (!map || known.has(map)) continue;
      const read = () => { const layout = gd._fullLayout && gd._fullLayout.map, style = layout && layout.style; return style && style.metadata && style.metadata.hexmap; };
      if (!read()) continue;
      teplokarta.mute(gd);
      known.set(map, H.map.attach(gd, subplot, read));
    }
  }

  H.query = H.tools.filters(location.search.slice(1)).toString();

  const regionOf = query => H.tools.filters(query).get('region') || '';

  /* Another region is another style: plotly puts it in, "styledata" follows, and the map begins anew. */
  async function otherRegion(state) {
    if (H.plain.state) { state.region = regionOf(H.query); return H.plain.other(); }
    const asked = state.region = regionOf(H.query), answer = await fetch(`/map/figure.json?${H.query}`);
    if (!answer.ok || state.region !== asked) return;
    const { data, layout } = await answer.json();
    await restyle(() => (state.region === asked && !state.removed ? window.Plotly.react(state.gd, data, layout, state.gd._context) : null));
    if (state.region === asked && !state.removed && state.config && state.query !== H.query) await H.map.show(state, H.query);
  }

  /* One style after the other: plotly fails where a second one is put in before the first has come. */
  let styling = Promise.resolve();
  function restyle(work) {
    const own = styling.then(work);
    styling = own.catch(() => {});               // a style that failed is told of once, and keeps none of the next
    return own;
  }

  /* Show a selection: a query string or the state as {name: value}. */
  H.show = query => {
    H.query = H.tools.filters(query).toString();
    const state = stateOf();
    if (H.plain.on && !state) return H.plain.show();
    if (!state || !state.config) return Promise.resolve();
    if (regionOf(H.query) !== (state.region ?? regionOf(state.query))) return otherRegion(state);
    return state.query === H.query && state.target !== undefined ? Promise.resolve() : H.map.show(state, H.query);
  };
  /* A link is pressed: what it leads to will be asked for within so many milliseconds. */
  H.ahead = (query, ms) => {
    const state = stateOf();
    if (state && state.config && regionOf(query) === regionOf(state.query)) H.map.ahead(state, query, ms);
  };
  H.delta = message => {
    const state = stateOf();
    if (state && state.config) H.map.delta(state, message);
    else if (H.plain.on && message.reload) H.plain.show();
  };
  /* Another theme ('dark', 'light'): colours change where they are. */
  H.theme = name => {
    document.documentElement.dataset.theme = name;
    const state = stateOf();
    if (state && state.config) H.map.theme(state, name);
    else if (H.plain.on) H.plain.show();
  };
  /* Whether values are on their way. */
  H.loading = () => { const state = stateOf(); return Boolean(state && state.loading); };
  H.refresh = () => { const state = stateOf(); if (state && state.config) H.map.refresh(state); };
  H.fit = bounds => {
    const state = stateOf();
    if (!state || !state.config) return;
    state.home = bounds || state.config.bounds; state.roamed = false;
    H.view.fit(state, state.home);
  };
  /* The resolution on the screen, for the live stream's `res`. */
  H.res = () => { const state = stateOf(); return state && state.sheet ? state.sheet.head.res : null; };
  /* The version of the values on the screen: changes since then have not reached the map. */
  H.version = () => { const state = stateOf(); return state && state.sheet ? state.sheet.head.version : null; };
  H.state = id => {
    const state = stateOf(id);
    if (!state) return undefined;
    const { map, sheet } = state, centre = map.getCenter();
    return {
      draws: state.draws, adds: state.adds, cells: sheet ? sheet.set.n : 0, drawn: state.cellsDrawn || 0,
      res: sheet ? sheet.head.res : null, sum: sheet ? H.sheet.sum(sheet) : 0, total: sheet ? sheet.head.total : null,
      version: sheet ? sheet.head.version : null, hovered: state.hovered || null, loading: Boolean(state.loading), moving: map.isMoving() || Boolean(state.docking),
      firstDrawn: state.firstDrawn || null, scriptMs: state.scriptMs || null, zoom: map.getZoom(), centre: [centre.lng, centre.lat],
    };
  };
  /* Where a cell lies on the page, in CSS pixels: for tests that point and click. */
  H.pointOf = id => {
    const state = stateOf(), index = state.sheet ? H.cells.indexOf(state.sheet.set, id) : -1;
    if (index < 0) return null;
    const at = state.map.project(H.cells.lngLatOf(state.sheet.set, index)), box = state.map.getContainer().getBoundingClientRect();
    return [box.left + at.x, box.top + at.y];
  };
  /* The hottest cells of the selection, [id, value], hottest first. */
  H.hottest = count => {
    const { sheet } = stateOf(), order = [...sheet.chosen.keys()].sort((a, b) => sheet.chosen[b] - sheet.chosen[a]);
    return order.slice(0, count || 1).map(index => [H.cells.idOf(sheet.set, index), sheet.chosen[index]]);
  };

  document.addEventListener('click', event => {
    const button = event.target.closest && event.target.closest('[data-map]'), state = button && stateOf();
    if (!state || !state.config) return;
    if (button.dataset.map === 'home') H.fit(state.home); else H.view.step(state, button.dataset.map === 'in' ? 1 : -1);
  });

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.hexmap = {
    show(state) { H.show(state); return window.dash_clientside.no_update; },
    fit(bounds) { H.fit(bounds); return window.dash_clientside.no_update; },
  };

  new MutationObserver(() => { scan(); H.plain.watch(() => { const subplot = subplotOf(graphOf('map')); return subplot && subplot.map; }); }).observe(document, { childList: true, subtree: true });
  H.startEarly();
})();
