/* Pointing at the map: the tip, the highlighted district, and what a click asks for. */
(function () {
  'use strict';
  const H = window.hexmap;

  /* The cell under the pointer (-1 where none holds a value) and the district (its code, or null). */
  function hit(state, point, lngLat) {
    const sheet = state.sheet, wholly = sheet && sheet.head.wholly;
    let cell = sheet && !wholly ? H.cells.cellAt(sheet.set, lngLat.lng, lngLat.lat) : -1;
    if (cell >= 0 && !H.sheet.valueOf(sheet, cell)) cell = -1;
    const [feature] = state.map.getLayer('region') ? state.map.queryRenderedFeatures(point, { layers: ['region'] }) : [];
    return { cell, district: feature ? String(feature.properties.code) : ownerOf(state, cell) };
  }

  function ownerOf(state, cell) {
    const index = cell < 0 ? H.cells.NO_OWNER : state.sheet.set.owner[cell];
    return index === H.cells.NO_OWNER ? null : state.config.districts[index][0];
  }

  const UNITS = { count: null, overdue: 'unit_appeals', repeat: 'unit_appeals', answer_days: 'unit_days', excess: 'unit_appeals' };

  /* «12 обращений», «4,2 дня», «3,8» */
  function worded(state, value) {
    const { metric, unit } = state.sheet.head, { lang, texts } = state.config;
    const key = metric === 'count' ? 'unit_' + unit : UNITS[metric];
    const digits = metric === 'per1000' || metric === 'rating' ? 2 : undefined;
    const text = (metric === 'excess' && value > 0 ? '+' : '') + H.tools.number(value, lang, digits);
    return [text, key ? H.tools.plural(texts[key], Math.abs(value), lang) : ''];
  }

  function lines(state, found) {
    const { head } = state.sheet, { texts, lang } = state.config, region = H.country.of(state, found.district);
    if (region) return H.country.lines(state, region);
    const place = state.config.districts.findIndex(each => each[0] === found.district);
    const row = head.districts.find(each => each[0] === place);
    const name = place < 0 ? texts.no_district : state.config.districts[place][1];
    const value = found.cell < 0 ? row && row[1] : H.sheet.valueOf(state.sheet, found.cell);
    const chosen = found.cell >= 0 && state.sheet.chosen[found.cell];
    const share = head.additive && chosen && H.tools.fill(texts.of, { k: H.tools.number(value, lang), n: H.tools.number(head.total, lang) });
    const behind = found.cell < 0 ? row && row[2] : state.sheet.behind && state.sheet.behind[found.cell];
    const few = head.few && behind !== null && behind !== undefined && behind < head.few && value !== null && value !== undefined;
    const based = few ? `${texts.few_data}: ${H.tools.number(behind, lang)} ${H.tools.plural(texts.unit_appeals, behind, lang)}` : '';
    return { name, value, few: based, sub: [head.topic, head.title].filter(Boolean).join(' · '), share: share || '', where: found.cell < 0 ? '' : head.where };
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className; made.textContent = text;
    return made;
  }

  function showTip(state, found, point) {
    const { tip } = state, change = state.sheet && state.sheet.head.change && (found.cell >= 0 || found.district);
    if (change) { tip.replaceChildren(...H.change.tip(state, found)); tip.hidden = false; put(state, tip, point); return; }
    const line = state.sheet && (found.cell >= 0 || found.district) ? lines(state, found) : null;
    tip.hidden = !line;
    if (!line) return;
    const known = line.value !== null && line.value !== undefined;
    const [figure, unit] = known ? worded(state, line.value) : [state.config.texts.no_data, ''];
    const mark = element('i', 'map-tip-mark', ''), big = element('div', 'map-tip-value', '');
    if (known && (state.sheet.head.wholly || found.cell >= 0 && !line.plain)) {
      mark.style.background = `rgb(${H.tools.colour(state.sheet.head.breaks, state.sheet.head.ramp, line.value).map(Math.round)})`;
      big.append(mark);
    }
    big.append(element('b', '', figure), element('span', '', unit));
    tip.replaceChildren(element('div', 'map-tip-name', line.name), big);
    if (line.few) tip.append(element('div', 'map-tip-few', line.few));
    if (line.share) tip.append(element('div', 'map-tip-share', line.share));
    tip.append(element('div', 'map-tip-sub', line.sub));
    put(state, tip, point);
  }

  /* Beside the pointer, on the side where there is room. */
  function put(state, tip, point) {
    const box = state.map.getContainer().getBoundingClientRect(), own = tip.getBoundingClientRect(), gap = 14 * H.tools.factor();
    const x = point.x + gap + own.width > box.width ? point.x - gap - own.width : point.x + gap;
    const y = Math.min(Math.max(point.y + gap, 4), box.height - own.height - 4);
    tip.style.transform = `translate(${Math.round(Math.max(x, 4))}px, ${Math.round(y)}px)`;
  }

  function highlight(state, code) {
    const codes = H.country.lit(state, code), before = state.lit || [];
    if (codes.join() === before.join() || !state.map.getSource('districts')) return;
    for (const id of before) state.map.setFeatureState({ source: 'districts', id }, { hover: false });
    for (const id of codes) state.map.setFeatureState({ source: 'districts', id }, { hover: true });
    state.lit = codes;
  }

  function leave(state) {
    state.tip.hidden = true; state.hovered = null; state.pointed = null;
    H.over.clear(state);
    highlight(state, null);
    H.legend.mark(state, null);
  }

  function move(state, event) {
    state.pointed = event;
    H.versus.within(state, event, () => point(state, event));
  }

  function point(state, event) {
    const found = state.sheet ? hit(state, event.point, event.lngLat) : { cell: -1, district: null };
    state.hovered = found.cell < 0 ? null : H.cells.idOf(state.sheet.set, found.cell);
    state.map.getCanvas().style.cursor = found.cell >= 0 || found.district ? 'pointer' : '';
    highlight(state, found.district);
    H.over.show(state, found.cell);
    showTip(state, found, event.point);
    H.legend.mark(state, found.cell < 0 ? null : H.sheet.valueOf(state.sheet, found.cell));
  }

  /* As long as a cell is many square kilometres: a click then means the district it lies in. */
  const COARSE = 7;

  /* A cell of the selection opens that cell (from afar its district first); empty ground, or a cell outside, its district. */
  function wish(state, found) {
    const region = H.country.of(state, found.district);
    if (region) return { region: region.code };
    const chosen = H.tools.filters(state.query), district = chosen.get('district'), cells = (chosen.get('cell') || '').split(',');
    const afar = !district && !chosen.get('cell') && found.district && state.sheet.head.res <= COARSE;
    if (found.cell >= 0 && state.sheet.chosen[found.cell] && !afar) {
      const id = H.cells.idOf(state.sheet.set, found.cell);
      return { cell: cells.includes(id) ? null : id };
    }
    if (!found.district) return null;
    return found.district === district ? (chosen.get('cell') ? { cell: null } : null) : { district: found.district, cell: null };
  }

  function click(state, event) {
    const wanted = state.sheet && H.versus.within(state, event, () => wish(state, hit(state, event.point, event.lngLat)));
    if (wanted && window.teplokarta && window.teplokarta.go) window.teplokarta.go(wanted);
  }

  function listen(state) {
    let waiting = null;
    state.tip = element('div', 'map-tip', '');
    state.tip.hidden = true;
    (state.card || state.map.getContainer()).append(state.tip);
    state.map.on('mousemove', event => {
      if (!waiting) requestAnimationFrame(() => { const last = waiting; waiting = null; if (last) move(state, last); });
      waiting = event;
    });
    state.map.on('mouseout', () => { waiting = null; leave(state); });
    state.map.on('movestart', () => leave(state));
    state.map.on('click', event => click(state, event));
  }

  /* New values under a pointer that rests. */
  const again = state => { if (state.pointed) move(state, state.pointed); };

  H.pointer = { listen, again };
})();
