/* One packed set of hexagons (dashboard/mapcells.py): decode it, find a cell under the pointer or by its id. */
(function () {
  'use strict';
  const H = window.hexmap, BLOCK = 1024, NO_OWNER = 65535;

  function decode(buffer, url) {
    const [ox, oy, span, scale] = new Float64Array(buffer, 0, 4), [n, res] = new Uint32Array(buffer, 32, 2);
    const at = { ids: 40, centre: 40 + 8 * n, owner: 40 + 12 * n, ring: 40 + 14 * n };
    const set = {
      url, n, res, ox, oy, span, ring: scale / span,
      ids: new BigUint64Array(buffer, at.ids, n),
      centre: new Uint16Array(buffer, at.centre, 2 * n),
      owner: new Uint16Array(buffer, at.owner, n),
      corners: new Int8Array(buffer, at.ring, 12 * n),
    };
    set.blocks = blocks(set);
    return set;
  }

  /* Boxes round runs of cells: ids that follow each other lie close together, so what is off the screen is skipped. */
  function blocks(set) {
    const found = [], pad = set.ring;
    for (let first = 0; first < set.n; first += BLOCK) {
      const last = Math.min(first + BLOCK, set.n), box = [Infinity, Infinity, -Infinity, -Infinity];
      for (let i = first; i < last; i++) {
        const x = set.centre[2 * i] / 65535, y = set.centre[2 * i + 1] / 65535;
        box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
      }
      found.push({ first, last, box: [box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad] });
    }
    return found;
  }

  /* Index of an id written in hexadecimal, -1 for a cell that is not in the set. Ids ascend. */
  function indexOf(set, text) {
    const id = BigInt('0x' + text);
    let low = 0, high = set.n - 1;
    while (low <= high) {
      const mid = (low + high) >> 1, here = set.ids[mid];
      if (here === id) return mid;
      if (here < id) low = mid + 1; else high = mid - 1;
    }
    return -1;
  }

  const idOf = (set, index) => set.ids[index].toString(16);
  const resolutionOf = text => Number((BigInt('0x' + text) >> 52n) & 15n);

  /* Unit square of the set, whatever turn of the globe the map's longitude is on. */
  function unit(set, lng, lat) {
    const [x, y] = H.tools.mercator(lng, lat), turn = Math.round(set.ox + set.span / 2 - x);
    return [(x + turn - set.ox) / set.span, (y - set.oy) / set.span];
  }

  /* Nearest centre = containing hexagon: the cells of a hexagonal lattice are its Voronoi cells. */
  function cellAt(set, lng, lat) {
    const grid = set.grid || (set.grid = buckets(set)), [x, y] = unit(set, lng, lat);
    let best = -1, nearest = set.ring * set.ring;
    for (let dy = -1; dy < 2; dy++) for (let dx = -1; dx < 2; dx++) {
      for (const i of grid.cells.get(grid.key(x + dx * grid.size, y + dy * grid.size)) || []) {
        const far = (set.centre[2 * i] / 65535 - x) ** 2 + (set.centre[2 * i + 1] / 65535 - y) ** 2;
        if (far < nearest) { nearest = far; best = i; }
      }
    }
    return best;
  }

  function buckets(set) {
    const size = Math.max(set.ring * 1.8, 1e-6), side = Math.ceil(1 / size) + 3, cells = new Map();
    const key = (x, y) => (Math.floor(y / size) + 1) * side + Math.floor(x / size) + 1;
    for (let i = 0; i < set.n; i++) {
      const at = key(set.centre[2 * i] / 65535, set.centre[2 * i + 1] / 65535), list = cells.get(at);
      if (list) list.push(i); else cells.set(at, [i]);
    }
    return { size, key, cells };
  }

  const lngLat = (x, y) => [x * 360 - 180, Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI];

  function lngLatOf(set, index) {
    return lngLat(set.ox + set.centre[2 * index] / 65535 * set.span, set.oy + set.centre[2 * index + 1] / 65535 * set.span);
  }

  /* A corner (0..5) of a cell. */
  function cornerOf(set, index, c) {
    const off = at => set.corners[12 * index + 2 * c + at] / 127 * set.ring * set.span;
    return lngLat(set.ox + set.centre[2 * index] / 65535 * set.span + off(0), set.oy + set.centre[2 * index + 1] / 65535 * set.span + off(1));
  }

  /* The cells of the set that touch a cell: their centres lie about two inner radii away. */
  function neighbours(set, index) {
    const grid = set.grid || (set.grid = buckets(set)), x = set.centre[2 * index] / 65535, y = set.centre[2 * index + 1] / 65535, found = [];
    for (let dy = -1; dy < 2; dy++) for (let dx = -1; dx < 2; dx++) {
      for (const i of grid.cells.get(grid.key(x + dx * grid.size, y + dy * grid.size)) || []) {
        const far = Math.hypot(set.centre[2 * i] / 65535 - x, set.centre[2 * i + 1] / 65535 - y);
        if (i !== index && far < radiusOf(set, index) * 2.2) found.push(i);
      }
    }
    return found;
  }

  /* Mean distance of the corners from the centre, in the unit square. */
  function radiusOf(set, index) {
    let sum = 0;
    for (let c = 0; c < 6; c++) sum += Math.hypot(set.corners[12 * index + 2 * c], set.corners[12 * index + 2 * c + 1]);
    return sum / 6 / 127 * set.ring;
  }

  H.cells = { decode, indexOf, idOf, resolutionOf, cellAt, lngLatOf, cornerOf, neighbours, NO_OWNER };
})();
