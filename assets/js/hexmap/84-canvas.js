/* Draws the map on a plain canvas: ground, districts, cells, borders and names, with the paints of the style of the map. */
(function () {
  'use strict';
  const H = window.hexmap, LETTER = 0.56;

  /* The GeoJSON of a style as paths in Mercator, and its names. */
  async function ground(style) {
    const load = name => fetch(style.sources[name].data).then(answer => (answer.ok ? answer.json() : Promise.reject(new Error(name))));
    const [districts, base, places] = await Promise.all(['districts', 'base', 'places'].map(load)), drawn = [];
    for (const { properties, geometry } of [...districts.features, ...base.features]) drawn.push({ kind: properties.kind, code: String(properties.code), rank: properties.rank, path: pathOf(geometry) });
    const names = places.features.map(({ properties, geometry }) => ({ ...properties, at: geometry.coordinates }));
    return { drawn, names: names.sort((one, other) => one.order - other.order) };
  }

  const DEPTH = { LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };

  function pathOf(geometry) {
    const path = new Path2D(), closed = geometry.type.endsWith('Polygon');
    const line = points => { points.forEach(([lng, lat], k) => { const [x, y] = H.tools.mercator(lng, lat); if (k) path.lineTo(x, y); else path.moveTo(x, y); }); if (closed) path.closePath(); };
    const walk = (part, depth) => { if (depth > 1) part.forEach(inner => walk(inner, depth - 1)); else line(part); };
    if (geometry.type === 'GeometryCollection') geometry.geometries.forEach(part => path.addPath(pathOf(part))); else walk(geometry.coordinates, DEPTH[geometry.type]);
    return path;
  }

  /* The map's unit square on the canvas. */
  function place(map) {
    const ratio = map.canvas.width / Math.max(map.width, 1), k = map.scale * ratio;
    map.pen.setTransform(k, 0, 0, k, map.canvas.width / 2 - map.x * k, map.canvas.height / 2 - map.y * k);
    return map.scale;
  }

  const plain = paint => (typeof paint === 'string' ? paint : null);

  function fill(map, kind, layer, property = 'fill-color') {
    const colour = plain(map.getPaintProperty(layer, property));
    if (!colour) return;
    map.pen.fillStyle = colour;
    for (const each of map.ground.drawn) if (each.kind === kind) map.pen.fill(each.path, 'evenodd');
  }

  function stroke(map, wanted, layer, width, opacity) {
    const colour = plain(map.getPaintProperty(layer, 'line-color'));
    if (!colour) return;
    Object.assign(map.pen, { strokeStyle: colour, lineWidth: width * H.tools.factor() / map.scale, globalAlpha: opacity || 1, lineJoin: 'round', lineCap: 'round' });
    for (const each of map.ground.drawn) if (wanted(each)) map.pen.stroke(each.path);
    map.pen.globalAlpha = 1;
  }

  const districts = map => map.ground.drawn.filter(each => each.kind === 'district');

  /* Districts in their own colours, hatched where there are too few, and the one that is pointed at. */
  function values(map, theme, few) {
    const { pen } = map;
    for (const { code, path } of districts(map)) {
      const state = map.states.get(code) || {};
      if (state.colour) { pen.globalAlpha = state.few ? 0.4 : 0.9; pen.fillStyle = state.colour; pen.fill(path, 'evenodd'); pen.globalAlpha = 1; }
      if (state.few) { pen.fillStyle = hatch(map, few); pen.fill(path, 'evenodd'); }
      if (state.hover && !state.veiled) { pen.globalAlpha = 0.12; pen.fillStyle = theme === 'light' ? '#3f63b5' : '#9db7ff'; pen.fill(path, 'evenodd'); pen.globalAlpha = 1; }
    }
  }

  function hatch(map, colour) {
    const tile = document.createElement('canvas'), pen = tile.getContext('2d'), size = 7;
    tile.width = tile.height = size;
    Object.assign(pen, { strokeStyle: colour, globalAlpha: 0.7, lineWidth: 1.2 });
    for (const at of [-size, 0, size]) { pen.moveTo(at, size); pen.lineTo(at + size, 0); }
    pen.stroke();
    const pattern = map.pen.createPattern(tile, 'repeat');
    pattern.setTransform(new DOMMatrix().scale(1 / map.scale));
    return pattern;
  }

  /* Every cell in sight that holds a value, cells of one colour as one path. */
  function cells(map, sheet, few) {
    const { set, after } = sheet, paths = new Map(), pale = new Path2D(), colours = new Uint32Array(after.buffer, after.byteOffset, set.n);
    const turn = Math.round(map.x - (set.ox + set.span / 2)), k = set.ring * set.span / 127 * 0.95;
    const half = [map.width / 2 / map.scale + set.ring * set.span, map.height / 2 / map.scale + set.ring * set.span];
    let drawn = 0;
    for (let i = 0; i < set.n; i++) {
      if (!after[4 * i + 3]) continue;
      const x = set.ox + turn + set.centre[2 * i] / 65535 * set.span, y = set.oy + set.centre[2 * i + 1] / 65535 * set.span;
      if (Math.abs(x - map.x) > half[0] || Math.abs(y - map.y) > half[1]) continue;
      const thin = H.sheet.few(sheet, i);
      for (const path of thin ? [paths.get(colours[i]), pale] : [paths.get(colours[i])]) {
        const own = path || paths.set(colours[i], new Path2D()).get(colours[i]);
        for (let c = 0; c < 6; c++) { const [px, py] = [x + set.corners[12 * i + 2 * c] * k, y + set.corners[12 * i + 2 * c + 1] * k]; if (c) own.lineTo(px, py); else own.moveTo(px, py); }
        own.closePath();
      }
      drawn++;
    }
    for (const [colour, path] of paths) {
      const alpha = colour >>> 24, part = at => Math.round((colour >>> at & 255) * 255 / alpha);
      map.pen.fillStyle = `rgba(${part(0)},${part(8)},${part(16)},${alpha / 255 * (alpha & 1 ? 1 : 0.45)})`;
      map.pen.fill(path);
    }
    map.pen.fillStyle = hatch(map, few);
    map.pen.fill(pale);
    return drawn;
  }

  const within = (stops, zoom) => {
    const last = stops.findIndex(([at]) => at > zoom);
    if (last <= 0) return stops[last ? stops.length - 1 : 0][1];
    const [[z0, low], [z1, high]] = [stops[last - 1], stops[last]];
    return low + (high - low) * (zoom - z0) / (z1 - z0);
  };

  /* Names, the most important first, each where nothing else is written. */
  function names(map, shift) {
    const { pen } = map, taken = [], ratio = map.canvas.width / Math.max(map.width, 1), k = H.tools.factor();
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const layer of map.json.layers.filter(each => each.type === 'symbol').reverse()) {
      const [, [, , kind], [, , [, ranks]]] = layer.filter, zoom = map.zoom - shift - Math.log2(k), paint = map.paints.get(layer.id);
      if (zoom < layer.minzoom) continue;
      const size = within(layer.metadata.scale['text-size'], zoom) * k;
      Object.assign(pen, { font: `${layer.layout['text-font'][0].includes('Semibold') ? 600 : 500} ${size}px "Golos Text", sans-serif`, textAlign: 'center', textBaseline: 'middle', lineJoin: 'round', lineWidth: size * 0.25, strokeStyle: paint['text-halo-color'], fillStyle: paint['text-color'] });
      for (const name of map.ground.names) if (name.kind === kind && ranks.includes(name.rank)) write(map, name, size, kind === 'district' ? 0 : size * 1.05, taken);
    }
  }

  function write(map, name, size, off, taken) {
    const { x, y } = map.project(name.at), wide = name.name.length * LETTER * size / 2;
    if (x < -wide || y < 0 || x > map.width + wide || y > map.height) return;
    for (const at of off ? [[x, y + off], [x, y - off], [x - wide - off / 2, y], [x + wide + off / 2, y]] : [[x, y]]) {
      const box = [at[0] - wide - 4, at[1] - size * 0.7, at[0] + wide + 4, at[1] + size * 0.7];
      if (taken.some(other => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
      taken.push(box);
      map.pen.strokeText(name.name, ...at); map.pen.fillText(name.name, ...at);
      return;
    }
  }

  function marks(map) {
    const chosen = each => each.kind === 'district' && (map.states.get(each.code) || {}).chosen;
    const veil = districts(map).filter(({ code }) => (map.states.get(code) || {}).veiled), { pen } = map, sea = plain(map.getPaintProperty('sea', 'background-color'));
    Object.assign(pen, { globalAlpha: 0.5, fillStyle: sea });
    for (const { path } of veil) pen.fill(path, 'evenodd');
    pen.globalAlpha = 1;
    stroke(map, each => each.kind === 'inner', 'border-inner', 0.8, 0.4);
    stroke(map, each => each.kind === 'outer', 'border-outer', 1.5, 0.85);
    stroke(map, chosen, 'district-casing', 4.2);
    stroke(map, chosen, 'district-chosen', 2.2);
    for (const [layer, width] of [['cell-casing', 4.4], ['cell-chosen', 2.4]]) {
      Object.assign(pen, { strokeStyle: plain(map.getPaintProperty(layer, 'line-color')), lineWidth: width / map.scale });
      for (const { geometry } of map.selected) pen.stroke(pathOf(geometry));
    }
  }

  function draw(map) {
    const { pen } = map, state = map.state;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = plain(map.getPaintProperty('sea', 'background-color')); pen.fillRect(0, 0, map.canvas.width, map.canvas.height);
    if (!map.ground || !state || !state.config) return;
    const few = state.config.few[H.tools.theme()] || state.config.few.dark;
    place(map);
    fill(map, 'land', 'land'); fill(map, 'district', 'region'); fill(map, 'water', 'lakes');
    for (const [layer, low, high, width] of [['rivers-3', 11, 99, 0.6], ['rivers-2', 7, 10, 1.1], ['rivers-1', 0, 6, 1.8]]) stroke(map, each => each.kind === 'rivers' && each.rank >= low && each.rank <= high, layer, width);
    stroke(map, each => each.kind === 'coast', 'coast', 0.8);
    for (const [rank, width] of [[3, 0.5], [2, 0.9], [1, 1.4]]) stroke(map, each => each.kind === 'roads' && each.rank === rank, `roads-${rank}`, width);
    values(map, H.tools.theme(), few);
    if (state.sheet && !state.sheet.head.wholly) state.cellsDrawn = cells(map, state.sheet, few);
    marks(map);
    names(map, state.config.shift || 0);
    if (state.sheet) { state.draws++; state.firstDrawn = state.firstDrawn || performance.now(); }
  }

  /* The district at a point of the map, or null. */
  function districtAt(map, point) {
    const x = map.x + (point.x - map.width / 2) / map.scale, y = map.y + (point.y - map.height / 2) / map.scale;
    const turn = [0, 1, -1].find(by => districts(map).some(({ path }) => inPath(map, path, x + by, y)));
    const found = turn === undefined ? null : districts(map).find(({ path }) => inPath(map, path, x + turn, y));
    return found ? found.code : null;
  }

  function inPath(map, path, x, y) {
    map.pen.setTransform(1, 0, 0, 1, 0, 0);
    return map.pen.isPointInPath(path, x, y, 'evenodd');
  }

  H.canvas = { ground, draw, districtAt };
})();
