/* What is marked on the map beside the hexagons: chosen and veiled districts, the chosen cell, districts' own colours, pulses. */
(function () {
  'use strict';
  const H = window.hexmap, PULSES = 16;

  function districts(state) {
    const { map, config } = state, head = state.sheet && state.sheet.head;
    if (!map.getSource('districts')) return;
    const params = H.tools.filters(state.query), chosen = [...(params.get('district') || '').split(',').filter(Boolean), ...H.versus.districts(params)];
    const values = new Map(head && head.wholly ? head.districts.map(([index, value, count]) => [index, [value, count]]) : []);
    config.districts.forEach(([code], index) => {
      const row = head && head.wholly && head.change ? head.districts.find(each => each[0] === index) : null;
      const [value, count] = values.get(index) || [], known = value !== undefined && value !== null;
      const colour = row ? H.change.ofDistrict(state, row) : known ? `rgb(${H.tools.colour(head.breaks, head.ramp, value).map(Math.round)})` : null;
      put(state, code, { chosen: chosen.includes(code), veiled: chosen.length > 0 && !chosen.includes(code), colour, few: Boolean(known && count < head.few) });
    });
  }

  /* Each state that is put makes the map paint its tiles anew, so only those that have changed are. */
  function put(state, code, marks) {
    const held = state.marked || (state.marked = new Map()), text = JSON.stringify(marks);
    if (held.get(code) === text) return;
    held.set(code, text);
    state.map.setFeatureState({ source: 'districts', id: code }, marks);
  }

  function cell(state) {
    const source = state.map.getSource('selected'), chosen = state.sheet ? state.sheet.head.selected : [];
    if (!source) return;
    const features = chosen.map(({ ring }) => ({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [...ring, ring[0]] } }));
    const text = JSON.stringify(features);
    if (state.outlined === text) return;
    state.outlined = text;
    source.setData({ type: 'FeatureCollection', features });
  }

  /* The picture the hatching of districts is made of, in the colour of the theme; one that is there already is replaced. */
  function hatch(state) {
    const size = 8, data = new Uint8Array(4 * size * size), [r, g, b] = H.tools.rgb(state.config.few[state.theme] || state.config.few.dark);
    for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) {
      const away = Math.abs(((x + y) % size) - size / 2), alpha = away < 1 ? 150 : away < 2 ? 60 : 0;
      data.set([r, g, b, alpha], 4 * (y * size + x));
    }
    const image = { width: size, height: size, data };
    if (state.map.hasImage('few')) state.map.updateImage('few', image); else state.map.addImage('few', image);
  }

  function all(state) { districts(state); cell(state); }

  /* A new style has neither: everything is put anew. */
  function anew(state) { state.marked = null; state.outlined = '[]'; all(state); }

  /* Bounds of the chosen cells, with air round them, or null. */
  function cellBounds(state) {
    const points = state.sheet ? state.sheet.head.selected.flatMap(each => each.ring) : [];
    if (!points.length) return null;
    const xs = points.map(p => p[0]), ys = points.map(p => p[1]);
    const [w, e, s, n] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)], dx = (e - w) * 0.8, dy = (n - s) * 0.8;
    return [w - dx, s - dy, e + dx, n + dy];
  }

  /* A ring runs out where an appeal has just arrived: drawn by the page, so the map itself need not be repainted. */
  function pulse(state, indexes) {
    if (H.tools.still() || document.hidden || state.map.isMoving()) return;
    for (const index of indexes.slice(0, PULSES)) {
      const at = state.map.project(H.cells.lngLatOf(state.sheet.set, index)), ring = document.createElement('i');
      ring.className = 'map-pulse';
      ring.style.left = `${at.x}px`; ring.style.top = `${at.y}px`;
      ring.addEventListener('animationend', () => ring.remove());
      (state.card || state.map.getContainer()).append(ring);
    }
  }

  const clear = state => (state.card || state.map.getContainer()).querySelectorAll('.map-pulse').forEach(ring => ring.remove());

  H.marks = { all, anew, hatch, cellBounds, pulse, clear };
})();
