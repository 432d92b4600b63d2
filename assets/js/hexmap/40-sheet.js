/* A sheet: one set of hexagons with the values of a selection, and the colours made of them. */
(function () {
  'use strict';
  const H = window.hexmap, STEPS = 512, ALPHA = 0.93, AROUND_ALPHA = 0.26;

  /* The body of /map/values.bin: length of the head, head (JSON), the chosen values, the values round them if any. */
  function parse(buffer) {
    const length = new Uint32Array(buffer, 0, 1)[0];
    const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    const chosen = new Float32Array(buffer, 4 + length, head.n);
    const around = head.context ? new Float32Array(buffer, 4 + length + 4 * head.n, head.n) : null;
    return { head, chosen, around };
  }

  /* Colours of the scale at even places, premultiplied, once for the chosen cells and once for those round them. */
  function palette(head) {
    const made = new Uint8Array(8 * STEPS), { breaks, ramp } = head, classes = breaks.length - 1;
    for (let s = 0; s < STEPS; s++) {
      const at = s / (STEPS - 1) * classes, k = Math.min(Math.floor(at), classes - 1);
      const rgb = H.tools.colour(breaks, ramp, breaks[k] + (breaks[k + 1] - breaks[k]) * (at - k));
      [ALPHA, AROUND_ALPHA].forEach((alpha, row) => {
        const to = 4 * (row * STEPS + s);
        for (let c = 0; c < 3; c++) made[to + c] = Math.round(rgb[c] * alpha);
        made[to + 3] = Math.round(255 * alpha);
      });
    }
    return made;
  }

  function tint(sheet, index, colours) {
    const chosen = sheet.chosen[index], value = chosen || (sheet.around ? sheet.around[index] : 0), to = 4 * index;
    if (!value) { colours[to] = colours[to + 1] = colours[to + 2] = colours[to + 3] = 0; return; }
    const step = Math.round(H.tools.place(sheet.head.breaks, value) * (STEPS - 1)), from = 4 * (chosen ? step : STEPS + step);
    for (let c = 0; c < 4; c++) colours[to + c] = sheet.palette[from + c];
  }

  function create(set, answer) {
    const rows = Math.max(1, Math.ceil(set.n / H.layer.WIDTH)), size = rows * H.layer.WIDTH * 4;
    const sheet = { set, ...answer, palette: palette(answer.head), before: null, after: new Uint8Array(size), since: -1e9, revision: 0 };
    for (let i = 0; i < set.n; i++) tint(sheet, i, sheet.after);
    sheet.before = sheet.after;
    return sheet;
  }

  /* What is on the screen at this moment becomes the start of the next change. */
  function frozen(sheet) {
    const k = Math.min(1, (performance.now() - sheet.since) / H.layer.CHANGE_MS);
    if (k >= 1) return sheet.after;
    const s = k * k * (3 - 2 * k), seen = new Uint8Array(sheet.after.length);
    for (let i = 0; i < seen.length; i++) seen[i] = sheet.before[i] + (sheet.after[i] - sheet.before[i]) * s;
    return seen;
  }

  /* The same cells with new values: they change smoothly from what is seen now. */
  function follow(sheet, previous) {
    sheet.before = frozen(previous); sheet.since = performance.now(); sheet.revision = previous.revision + 1;
    return sheet;
  }

  /* Absolute values of some cells ([id, value], 0 removes); false when one of them is not in this set. */
  function change(sheet, pairs) {
    const found = pairs.map(([id, value]) => [H.cells.indexOf(sheet.set, id), value || 0]);
    if (found.some(([index]) => index < 0)) return false;
    const before = frozen(sheet), after = sheet.after.slice();
    for (const [index, value] of found) {
      if (sheet.head.additive) sheet.head.total += value - sheet.chosen[index];
      sheet.chosen[index] = value;
      tint(sheet, index, after);
    }
    Object.assign(sheet, { before, after, since: performance.now(), revision: sheet.revision + 1 });
    return true;
  }

  const valueOf = (sheet, index) => sheet.chosen[index] || (sheet.around ? sheet.around[index] : 0);
  const sum = sheet => sheet.chosen.reduce((total, value) => total + value, 0);

  H.sheet = { parse, create, follow, change, valueOf, sum };
})();
