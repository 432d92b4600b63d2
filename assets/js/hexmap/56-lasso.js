/* An outline drawn on the map, by one stroke or point by point, becomes the `area` of the state (data/area.py).
 *
 * A sheet over the map takes the pointer while one draws, so nothing pans; the wheel still zooms, and the outline stays
 * where it lies, since its points are places. Two fingers end the stroke. Enter closes, Backspace takes a point back,
 * Escape leaves everything as it was. */
(function () {
  'use strict';
  const H = window.hexmap, MOST_POINTS = 100, STROKE_PX = 6, CLOSE_PX = 14, LEAST = 3, SVG = 'http://www.w3.org/2000/svg';

  function element(name, className, attributes) {
    const made = document.createElement(name);
    made.className = className;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  }

  /* Encoded polyline of [lng, lat] points: latitude first, 5 decimals, as data/area.py reads it. */
  function encode(points) {
    let text = '', before = [0, 0];
    const number = value => {
      let rest = value < 0 ? ~(value << 1) : value << 1, part = '';
      while (rest >= 0x20) { part += String.fromCharCode((0x20 | (rest & 0x1f)) + 63); rest >>= 5; }
      return part + String.fromCharCode(rest + 63);
    };
    for (const [lng, lat] of points) {
      const now = [Math.round(lat * 1e5), Math.round(lng * 1e5)];
      text += number(now[0] - before[0]) + number(now[1] - before[1]);
      before = now;
    }
    return text;
  }

  function decode(text) {
    const numbers = [];
    let value = 0, shift = 0;
    for (const sign of text) {
      const part = sign.charCodeAt(0) - 63;
      value |= (part & 0x1f) << shift; shift += 5;
      if (part >= 0x20) continue;
      numbers.push(value & 1 ? ~(value >> 1) : value >> 1);
      value = 0; shift = 0;
    }
    const points = [];
    let lat = 0, lng = 0;
    for (let k = 0; k + 1 < numbers.length; k += 2) { lat += numbers[k]; lng += numbers[k + 1]; points.push([lng / 1e5, lat / 1e5]); }
    return points;
  }

  /* How far a point lies from the way between two others. */
  function away([x, y], [ax, ay], [bx, by]) {
    const dx = bx - ax, dy = by - ay, long = dx * dx + dy * dy, t = long ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / long)) : 0;
    return Math.hypot(x - ax - t * dx, y - ay - t * dy);
  }

  /* Indexes of the points that a line keeps within a tolerance (Douglas and Peucker 1973). */
  function kept(points, tolerance) {
    const found = new Set([0, points.length - 1]), waiting = [[0, points.length - 1]];
    while (waiting.length) {
      const [first, last] = waiting.pop();
      let farthest = 0, at = -1;
      for (let k = first + 1; k < last; k++) {
        const far = away(points[k], points[first], points[last]);
        if (far > farthest) { farthest = far; at = k; }
      }
      if (farthest > tolerance) { found.add(at); waiting.push([first, at], [at, last]); }
    }
    return [...found].sort((a, b) => a - b);
  }

  /* The outline with at most so many points, as true to what was drawn as that allows. */
  function simplified(state, places) {
    const points = places.map(place => { const at = state.map.project(place); return [at.x, at.y]; });
    for (let tolerance = 1; ; tolerance *= 1.4) {
      const indexes = kept(points, tolerance);
      if (indexes.length <= MOST_POINTS) return indexes.map(k => places[k]);
    }
  }

  // ---- what is drawn

  function canvasOf(state) {
    if (state.outline && state.outline.isConnected) return state.outline;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('class', 'map-outline'); svg.setAttribute('aria-hidden', 'true');
    svg.append(document.createElementNS(SVG, 'path'), document.createElementNS(SVG, 'g'));
    (state.card || state.map.getContainer()).append(svg);
    state.map.on('move', () => redraw(state));
    state.map.on('resize', () => redraw(state));
    state.outline = svg;
    return svg;
  }

  /* The outline being drawn, else the one in force. */
  function redraw(state) {
    const drawing = state.drawing, places = drawing ? drawing.places : state.area || [];
    if (!places.length && !state.outline) return;
    const svg = canvasOf(state), [path, dots] = svg.children, points = places.map(place => state.map.project(place));
    svg.classList.toggle('drawing', Boolean(drawing));
    const line = points.map((at, k) => `${k ? 'L' : 'M'}${at.x.toFixed(1)} ${at.y.toFixed(1)}`).join('');
    path.setAttribute('d', line + (points.length && (!drawing || drawing.points) ? (drawing ? '' : 'Z') : ''));
    dots.replaceChildren(...(drawing && drawing.byPoints ? points : []).map((at, k) => {
      const dot = document.createElementNS(SVG, 'circle');
      dot.setAttribute('cx', at.x); dot.setAttribute('cy', at.y); dot.setAttribute('class', k ? '' : 'first');
      return dot;
    }));
  }

  /* The outline of the state, once for each text. */
  function show(state) {
    const text = H.tools.filters(state.query).get('area') || '';
    if (text === (state.areaText || '')) return;
    const first = state.areaText === undefined;
    state.areaText = text;
    state.area = text ? decode(text) : [];
    if (text && first) H.fit(boundsOf(state.area));
    redraw(state);
  }

  function boundsOf(places) {
    const xs = places.map(place => place[0]), ys = places.map(place => place[1]);
    const [w, s, e, n] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], dx = (e - w) * 0.1, dy = (n - s) * 0.1;
    return [w - dx, s - dy, e + dx, n + dy];
  }

  // ---- drawing

  function begin(state) {
    if (state.drawing) { stop(state); return; }
    const { texts } = state.config, sheet = element('div', 'map-lasso', { tabindex: '0', role: 'application', 'aria-label': texts.lasso_hint });
    const bar = element('div', 'map-lasso-bar');
    bar.append(Object.assign(element('span', ''), { textContent: texts.lasso_hint }));
    for (const [act, word] of [['view', texts.lasso_view], ['done', texts.lasso_done], ['cancel', texts.lasso_cancel]]) {
      bar.append(Object.assign(element('button', act === 'done' ? 'button' : 'button quiet', { type: 'button', 'data-lasso': act }), { textContent: word }));
    }
    state.drawing = { places: [], sheet, bar, from: document.activeElement, stroke: null, byPoints: false, fingers: new Set(), roamed: state.roamed };
    state.roamed = true;                                        // who outlines a place has chosen the view
    (state.card || state.map.getContainer()).append(sheet, bar);
    listen(state, sheet);
    sheet.focus({ preventScroll: true });
    redraw(state);
  }

  function stop(state) {
    const { drawing } = state;
    if (!drawing) return;
    drawing.sheet.remove(); drawing.bar.remove();
    state.drawing = null;
    state.roamed = drawing.roamed;
    redraw(state);
    if (drawing.from && drawing.from.isConnected) drawing.from.focus({ preventScroll: true });
  }

  function finish(state) {
    const { drawing } = state;
    if (!drawing || drawing.places.length < LEAST) return;
    const places = simplified(state, drawing.places);
    stop(state);
    if (places.length >= LEAST) apply(state, places);
  }

  function apply(state, places) {
    state.areaText = encode(places); state.area = places;      // seen at once, before the figures are here
    state.roamed = true;
    redraw(state);
    window.teplokarta.go({ area: state.areaText, cell: null });
  }

  /* All that the map shows: the way for those who do not point. */
  function view(state) {
    const box = state.map.getBounds(), [w, s, e, n] = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
    stop(state);
    apply(state, [[w, s], [e, s], [e, n], [w, n]]);
  }

  const placeOf = (state, event) => {
    const box = state.map.getContainer().getBoundingClientRect(), at = state.map.unproject([event.clientX - box.left, event.clientY - box.top]);
    return [at.lng, at.lat];
  };

  function down(state, event) {
    const { drawing } = state;
    drawing.fingers.add(event.pointerId);
    if (drawing.fingers.size > 1) { if (!drawing.byPoints) drawing.places = []; drawing.stroke = null; redraw(state); return; }
    if (event.button) return;
    event.preventDefault();
    drawing.sheet.setPointerCapture(event.pointerId);
    drawing.stroke = { x: event.clientX, y: event.clientY, long: false, before: drawing.places.slice() };
  }

  function moved(state, event) {
    const { stroke } = state.drawing;
    if (!stroke) return;
    if (Math.hypot(event.clientX - stroke.x, event.clientY - stroke.y) < (stroke.long ? 2 : STROKE_PX)) return;
    if (!stroke.long) { stroke.long = true; if (!state.drawing.byPoints) state.drawing.places = [placeOf(state, { clientX: stroke.x, clientY: stroke.y })]; }
    for (const each of event.getCoalescedEvents && event.getCoalescedEvents().length ? event.getCoalescedEvents() : [event]) state.drawing.places.push(placeOf(state, each));
    Object.assign(stroke, { x: event.clientX, y: event.clientY });
    redraw(state);
  }

  function up(state, event) {
    const { drawing } = state, { stroke } = drawing;
    drawing.fingers.delete(event.pointerId);
    drawing.stroke = null;
    if (!stroke) return;
    if (stroke.long && !drawing.byPoints) { finish(state); return; }
    const first = drawing.places.length >= LEAST && state.map.project(drawing.places[0]), box = state.map.getContainer().getBoundingClientRect();
    if (first && Math.hypot(first.x + box.left - event.clientX, first.y + box.top - event.clientY) < CLOSE_PX * H.tools.factor()) { finish(state); return; }
    drawing.byPoints = true;
    if (!stroke.long) drawing.places.push(placeOf(state, event));
    redraw(state);
  }

  function listen(state, sheet) {
    const on = (name, act) => sheet.addEventListener(name, event => { if (state.drawing) act(state, event); });
    on('pointerdown', down); on('pointermove', moved); on('pointerup', up);
    on('pointercancel', () => { state.drawing.fingers.clear(); state.drawing.stroke = null; });
    on('dblclick', () => finish(state));
    sheet.addEventListener('wheel', event => {
      event.preventDefault();
      state.map.getCanvasContainer().dispatchEvent(new WheelEvent('wheel', event));
    }, { passive: false });
  }

  function key(state, event) {
    if (!state.drawing) return;
    if (event.key === 'Escape') { event.stopPropagation(); stop(state); }
    else if (event.key === 'Enter' && !event.target.closest('button')) { event.preventDefault(); finish(state); }
    else if (event.key === 'Backspace' && state.drawing.byPoints) { state.drawing.places.pop(); redraw(state); }
  }

  const ACTS = { draw: begin, view, done: finish, cancel: stop };

  /* Once for each map: its buttons, its keys, and the outline of the state whenever values came. */
  function attach(state) {
    const own = event => state.card && !state.removed && state.config && event.target.closest && event.target.closest('[data-lasso]');
    const pressed = event => { const button = own(event); if (button && state.card.contains(button)) ACTS[button.dataset.lasso](state); };
    const typed = event => key(state, event);
    document.addEventListener('click', pressed);
    document.addEventListener('keydown', typed, true);
    state.map.on('remove', () => { document.removeEventListener('click', pressed); document.removeEventListener('keydown', typed, true); });
  }

  H.lasso = { attach, show, encode, decode };
})();
