/* The map of change (dashboard/mapchange.py): more is orange, less is blue, what chance explains is grey. */
(function () {
  'use strict';
  const H = window.hexmap, NOISE_ALPHA = 107;   // odd: the last bit says «enough appeals»

  const asked = query => H.tools.filters(query).get('map') === 'change';

  /* The body of /map/change.bin: head, then now, before and what is shown (float32 each), then whether beyond chance. */
  function parse(buffer) {
    const length = new Uint32Array(buffer, 0, 1)[0], at = 4 + length;
    const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))), floats = k => new Float32Array(buffer, at + 4 * head.n * k, head.n);
    head.ramp = head.ramps[H.tools.theme()] || head.ramps.dark;
    const chosen = floats(2).map(value => (Number.isNaN(value) ? 0 : value));
    return { head, chosen, around: null, now: floats(0), before: floats(1), beyond: new Int8Array(buffer, at + 12 * head.n, head.n), tint };
  }

  const noise = () => {
    const hex = window.teplokarta.theme.colour('--map-noise');
    return [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
  };

  /* Premultiplied colour of a cell; one whose difference chance explains is quiet, so the eye goes to the others. */
  function tint(sheet, index, colours) {
    const to = 4 * index, value = sheet.chosen[index];
    if (!value) { colours.fill(0, to, to + 4); return; }
    if (sheet.beyond[index]) { H.sheet.shade(sheet, value, 0, colours, to); return; }
    const grey = sheet.grey || (sheet.grey = noise());
    for (let c = 0; c < 3; c++) colours[to + c] = Math.round(grey[c] * NOISE_ALPHA / 255);
    colours[to + 3] = NOISE_ALPHA;
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className; made.textContent = text || '';
    return made;
  }

  /* Under the ramp: what grey means, and how many cells of each kind there are. */
  function legend(state, box) {
    const { change } = state.sheet.head, { texts, lang } = state.config;
    const say = (key, n) => H.tools.fill(texts[key], { n: H.tools.number(n, lang) });
    const grey = element('span', 'map-legend-noise', say('change_noise', change.same));
    grey.prepend(element('i', 'map-legend-grey'));
    const count = (kind, key, n) => Object.assign(element('span', kind, H.tools.number(n, lang)), { title: texts[key] });
    box.replaceChildren(grey, count('rose', 'change_more', change.more), count('fell', 'change_less', change.less));
  }

  /* «стало в 2,1 раза больше», «+13 %», or that it is within chance. */
  function verdict(state, now, before, beyond) {
    const { texts, lang } = state.config;
    if (Number.isNaN(before) || Number.isNaN(now)) return texts.change_unknown;
    if (!beyond) return texts.change_within;
    const key = beyond > 0 ? 'change_is_more' : 'change_is_less';
    return H.tools.fill(texts[key], { by: by(now, before, lang) });
  }

  function by(now, before, lang) {
    const share = before ? now / before - 1 : null;
    if (share === null) return H.tools.number(now, lang);
    return share >= 2 ? '×' + H.tools.number(share + 1, lang, 1) : H.tools.number(Math.abs(share) * 100, lang, 0) + (lang === 'en' ? '%' : '\u202f%');
  }

  /* The lines of the tip: both figures, and whether they differ by more than chance. */
  function tip(state, found) {
    const { sheet, config } = state, { head } = sheet, { texts, lang } = config;
    const place = config.districts.findIndex(each => each[0] === found.district), row = head.districts.find(each => each[0] === place);
    const name = place < 0 ? texts.no_district : config.districts[place][1];
    const value = each => (each === null || each === undefined ? NaN : each);
    const [now, before, beyond] = found.cell >= 0 ? [sheet.now[found.cell], sheet.before[found.cell], sheet.beyond[found.cell]]
      : row ? [value(row[1]), value(row[3]), row[5]] : [NaN, NaN, 0];
    const said = each => (Number.isNaN(each) ? texts.no_data : H.tools.number(each, lang));
    const figures = element('div', 'map-tip-value change');
    figures.append(element('span', '', texts.change_was), element('b', 'was', said(before)), element('span', 'arrow', '→'), element('span', '', texts.change_is), element('b', '', said(now)));
    const mood = beyond ? (beyond > 0 ? 'more' : 'less') : 'same';
    return [element('div', 'map-tip-name', name), figures, element('div', `map-tip-change ${mood}`, verdict(state, now, before, beyond)),
      element('div', 'map-tip-sub', `${head.title}, ${head.change.against}`)];
  }

  /* Colour of a district that is drawn as a whole. */
  function ofDistrict(state, row) {
    const { head } = state.sheet;
    if (row[4] === null) return null;
    const rgb = row[5] ? H.tools.colour(head.breaks, head.ramp, row[4]) : noise();
    return `rgb(${rgb.map(Math.round)})`;
  }

  H.change = { asked, parse, legend, tip, ofDistrict };
})();
