/* A sheet: one set of hexagons with the values of a selection, and the colours made of them. */
(function () {
  'use strict';
  const H = window.hexmap, STEPS = 512, ALPHA = 237, AROUND_ALPHA = 67;   // odd: the last bit says «enough appeals»

  /* The body of /map/values.bin: length of the head, head (JSON), the chosen values, the values round them if any, and on
     how many appeals what is seen rests if that matters. */
  function parse(buffer) {
    const length = new Uint32Array(buffer, 0, 1)[0];
    const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    const chosen = new Float32Array(buffer, 4 + length, head.n);
    const more = at => new Float32Array(buffer, 4 + length + 4 * head.n * at, head.n);
    const around = head.context ? more(1) : null, behind = head.behind ? more(head.context ? 2 : 1) : null;
    head.ramp = head.ramps[H.tools.theme()] || head.ramps.dark;
    return { head, chosen, around, behind };
  }

  /* Colours of the scale at even places, premultiplied, once for the chosen cells and once for those round them. */
  function palette(head) {
    const made = new Uint8Array(8 * STEPS), { breaks, ramp } = head, classes = breaks.length - 1;
    for (let s = 0; s < STEPS; s++) {
      const at = s / (STEPS - 1) * classes, k = Math.min(Math.floor(at), classes - 1);
      const rgb = H.tools.colour(breaks, ramp, breaks[k] + (breaks[k + 1] - breaks[k]) * (at - k));
      [ALPHA, AROUND_ALPHA].forEach((alpha, row) => {
        const to = 4 * (row * STEPS + s);
        for (let c = 0; c < 3; c++) made[to + c] = Math.round(rgb[c] * alpha / 255);
        made[to + 3] = alpha;
      });
    }
    return made;
  }

  /* The colour of a value, of the chosen cells (row 0) or of those round them (row 1). */
  function shade(sheet, value, row, colours, to) {
    const step = Math.round(H.tools.place(sheet.head.breaks, value) * (STEPS - 1)), from = 4 * (row * STEPS + step);
    for (let c = 0; c < 4; c++) colours[to + c] = sheet.palette[from + c];
  }

  function tint(sheet, index, colours) {
    if (sheet.tint) { sheet.tint(sheet, index, colours); return; }
    const chosen = sheet.chosen[index], value = chosen || (sheet.around ? sheet.around[index] : 0), to = 4 * index;
    if (!value) { colours[to] = colours[to + 1] = colours[to + 2] = colours[to + 3] = 0; return; }
    shade(sheet, value, chosen ? 0 : 1, colours, to);
    if (few(sheet, index)) colours[to + 3] &= 254;
  }

  /* Whether a value rests on too few appeals to be believed. */
  const few = (sheet, index) => Boolean(sheet.behind) && sheet.behind[index] < sheet.head.few;

  /* Another theme is another ramp: the same values in new colours, at once. */
  function repaint(sheet, theme) {
    sheet.head.ramp = sheet.head.ramps[theme] || sheet.head.ramps.dark;
    sheet.palette = palette(sheet.head); sheet.grey = null;
    sheet.after = sheet.after.slice();
    for (let i = 0; i < sheet.set.n; i++) tint(sheet, i, sheet.after);
    sheet.before = sheet.after; sheet.since = -1e9; sheet.revision++;
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
    if (sheet.behind) return false;              // a message does not say on how many appeals its values rest
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

  H.sheet = { parse, create, follow, change, few, repaint, shade, valueOf, sum };
})();
