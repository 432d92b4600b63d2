/* Where the legend lies: in a corner of the map that is free of what is looked at, else under the map. It never covers the
 * region or the chosen districts in a view that was fitted to them; a reader who wanders off gets the emptiest corner. */
(function () {
  'use strict';
  const H = window.hexmap, CORNERS = ['bl', 'br', 'tr', 'tl'], TILE = 512, SLACK = 3;

  /* Outlines of the districts in Mercator, each as closed rings; the same download as the map's own. */
  async function read(state) {
    const { districts, version } = state.config;
    if (state.rings && state.rings.version === version) return;
    state.rings = { version, rings: new Map() };
    const { data } = state.map.getStyle().sources.districts;        // an address, or what lay there where it has just been read
    const shapes = typeof data === 'string' ? await fetch(data).then(answer => (answer.ok ? answer.json() : null)) : data;
    if (!shapes || !shapes.features || state.config.version !== version) return;
    const rings = new Map(districts.map(([code]) => [code, []]));
    for (const { properties, geometry } of shapes.features) {
      if (properties.kind !== 'district') continue;
      const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
      rings.set(String(properties.code), parts.map(([shell]) => boxed(Float64Array.from(shell.flatMap(([lng, lat]) => H.tools.mercator(lng, lat))))));
    }
    state.rings = { version, rings };
  }

  /* A ring with the box round it: most rings are nowhere near the box they are asked about. */
  function boxed(points) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < points.length; i += 2) {
      if (points[i] < left) left = points[i];
      if (points[i] > right) right = points[i];
      if (points[i + 1] < top) top = points[i + 1];
      if (points[i + 1] > bottom) bottom = points[i + 1];
    }
    return { points, left, top, right, bottom };
  }

  const near = (ring, [left, top, right, bottom]) => ring.left < right && ring.right > left && ring.top < bottom && ring.bottom > top;

  function crosses({ points: ring }, [left, top, right, bottom]) {
    for (let i = 0; i < ring.length; i += 2) if (ring[i] > left && ring[i] < right && ring[i + 1] > top && ring[i + 1] < bottom) return true;
    return false;
  }

  function holds({ points: ring }, x, y) {
    let inside = false;
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      if (ring[i + 1] > y !== ring[j + 1] > y && x < (ring[j] - ring[i]) * (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]) + ring[i]) inside = !inside;
    }
    return inside;
  }

  /* How many outlines a box touches or lies in: corners and middle are asked, so a box within a district counts too. */
  function touched(rings, box) {
    const [left, top, right, bottom] = box, xs = [left, (left + right) / 2, right], ys = [top, (top + bottom) / 2, bottom];
    return rings.filter(ring => near(ring, box)).filter(ring => crosses(ring, box) || xs.some(x => ys.some(y => holds(ring, x, y)))).length;
  }

  /* Cells with a value in a box of Mercator. */
  function cells(sheet, [left, top, right, bottom]) {
    if (!sheet || sheet.head.wholly) return 0;
    const { set } = sheet, side = value => value * 65535 / set.span, turn = Math.round(set.ox + set.span / 2 - (left + right) / 2);
    const [w, n, e, s] = [side(left + turn - set.ox), side(top - set.oy), side(right + turn - set.ox), side(bottom - set.oy)];
    let found = 0;
    for (let i = 0; i < set.n; i++) {
      const x = set.centre[2 * i], y = set.centre[2 * i + 1];
      if (x > w && x < e && y > n && y < s && sheet.chosen[i]) found++;
    }
    return found;
  }

  /* The head of the map takes one line or two: legend and note lie under it, however high it is. */
  function follow(state) {
    const head = state.card && state.card.querySelector('.map-head');
    if (!head || state.head === head) return;
    state.head = head;
    new ResizeObserver(() => state.card.style.setProperty('--under-head', `${head.offsetHeight}px`)).observe(head);
  }

  /* The boxes of the corners in pixels of the map. */
  function boxes(state, size) {
    const box = state.map.getContainer().getBoundingClientRect(), k = H.tools.factor(), gap = 13 * k;
    const part = name => { const found = state.card.querySelector(name); return found ? found.getBoundingClientRect() : { width: 0, height: 0 }; };
    const head = part('.map-head').height + gap, tools = part('.map-tools').width + gap;
    const at = { l: gap, r: box.width - gap - size.width, t: head + gap, b: box.height - gap - size.height };
    return CORNERS.map(name => {
      const left = name === 'tr' ? at.r - tools : at[name[1]], top = at[name[0]];
      return [name, [left, top, left + size.width, top + size.height]];
    });
  }

  /* What stands where on the page at this moment, measured once for all views that are weighed. */
  function look(state, query) {
    if (!state.card || narrow(state)) return { state, below: true };
    const legend = state.card.querySelector('.map-legend'), size = legend && legend.getBoundingClientRect();
    if (!size || !size.width || !state.rings) return { state };
    const container = state.map.getContainer(), chosen = (H.tools.filters(query).get('district') || '').split(',').filter(Boolean);
    const rings = [...state.rings.rings].filter(([code]) => !chosen.length || chosen.includes(code)).flatMap(([, own]) => own);
    return { state, rings, boxes: boxes(state, size), wide: container.clientWidth, high: container.clientHeight, now: state.card.dataset.legend };
  }

  /* Corner → what lies under the legend there: [outlines, cells], for a camera (centre, zoom). */
  function weighed({ state, rings, boxes, wide, high }, camera) {
    const [cx, cy] = H.tools.mercator(camera.center.lng, camera.center.lat), scale = TILE * 2 ** camera.zoom;
    const world = ([l, t, r, b]) => [cx + (l - SLACK - wide / 2) / scale, cy + (t - SLACK - high / 2) / scale,
      cx + (r + SLACK - wide / 2) / scale, cy + (b + SLACK - high / 2) / scale];
    return boxes.map(([name, box]) => [name, touched(rings, world(box)), cells(state.sheet, world(box))]);
  }

  function put(state, name) {
    if (name && state.card && state.card.dataset.legend !== name) state.card.dataset.legend = name;
  }

  /* The best corner for a camera, and whether it is free of what is looked at. */
  function best(looked, camera) {
    if (looked.below) return { name: 'below', free: true };
    if (!looked.boxes) return { name: null, free: true };
    const cost = ([name, outlines, held]) => (outlines ? 1e6 : 0) + held * 10 + outlines + (name === looked.now ? -0.5 : 0);
    const [name, outlines, held] = weighed(looked, camera).reduce((one, other) => (cost(other) < cost(one) ? other : one));
    return { name, free: !outlines && !held };
  }

  const narrow = state => state.map.getContainer().closest('.map-card').clientWidth < 520 * H.tools.factor() && innerWidth <= 640;

  /* After the reader has moved the map, or new values have come. */
  function settle(state) {
    if (!state.config || !state.roamed || state.map.isMoving()) return;
    put(state, best(look(state, state.query), { center: state.map.getCenter(), zoom: state.map.getZoom() }).name);
  }

  /* How large the legend and the head are, as text: another metric may need a larger one. */
  function size(state) {
    const legend = state.card && state.card.querySelector('.map-legend');
    return legend ? `${legend.offsetWidth}x${legend.offsetHeight}+${state.head ? state.head.offsetHeight : 0}` : '';
  }

  /* New values: where another metric's legend is larger, it takes a corner that is free of what is looked at; only where
     there is none, the view is fitted anew, for a move of the map is the dearest part of a click. A view that the reader
     has left stays his, and live changes never make the legend grow. */
  function entered(state) {
    if (state.roamed || !state.home || size(state) === state.legendSize) { settle(state); return; }
    const corner = state.map.isMoving() ? { free: false } : best(look(state, state.query), { center: state.map.getCenter(), zoom: state.map.getZoom() });
    if (!corner.free) { H.view.fit(state, state.home, { jump: true }); return; }
    put(state, corner.name);
    state.legendSize = size(state);
  }

  H.dock = { read, follow, look, best, put, settle, entered, size, narrow };
})();
