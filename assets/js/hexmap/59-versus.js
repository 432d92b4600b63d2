/* Two sets on one map: a bar divides it, the first set to the left, the second to the right; two districts lie side by
 * side already and are both drawn. One map and one context, so both are always at the same place and zoom. */
(function () {
  'use strict';
  const H = window.hexmap, STEP = 0.05, SHARED = ['region', 'metric', 'unit', 'lang', 'asof'];

  const secondOf = params => new URLSearchParams(params.get('vs') || '');
  const differs = (params, second, name) => (params.get(name) || '') !== (second.get(name) || '');

  /* Districts of the second set, where it has others than the first. */
  function districts(params) {
    const second = secondOf(params);
    return params.get('vs') && differs(params, second, 'district') ? (second.get('district') || '').split(',').filter(Boolean) : [];
  }

  /* The address of the second set's values: what it does not name it has in common with the first. */
  function query(params) {
    const second = secondOf(params);
    for (const name of SHARED) if (!second.has(name) && params.get(name)) second.set(name, params.get(name));
    return second.toString();
  }

  async function follow(state) {
    const params = H.tools.filters(state.query);
    if (!params.get('vs') || H.change.asked(state.query) || state.play) { end(state); return; }
    const asked = query(params), { res } = state.sheet.head, apart = districts(params).length === 0;
    const own = state.versusAsked = {};
    try {
      const sheet = await H.source.sheet(asked, res);
      if (state.versusAsked !== own || state.removed) return;
      sheet.set = { ...sheet.set };              // its own place on the card: textures belong to a set
      if (!apart) { sheet.around = null; recolour(sheet); }
      state.versus = { sheet, share: state.versus ? state.versus.share : 0.5, apart };
      divide(state);
      state.map.triggerRepaint();
    } catch (fault) {
      if (state.versusAsked === own) { end(state); H.legend.say(state, state.config.texts.failed); }
    }
  }

  function recolour(sheet) { H.sheet.repaint(sheet, H.tools.theme()); }

  function end(state) {
    state.versusAsked = null;
    if (!state.versus) return;
    state.versus = null;
    if (state.divider) { state.divider.remove(); state.divider = null; }
    state.map.triggerRepaint();
  }

  // ---- the bar

  function divide(state) {
    const { versus } = state;
    if (!versus.apart) { if (state.divider) { state.divider.remove(); state.divider = null; } return; }
    const bar = state.divider || make(state);
    bar.style.left = `${versus.share * 100}%`;
    bar.setAttribute('aria-valuenow', Math.round(versus.share * 100));
  }

  function make(state) {
    const { texts } = state.config, bar = Object.assign(document.createElement('div'), { className: 'map-divider', tabIndex: 0 });
    const names = { role: 'slider', 'aria-label': texts.versus_divider, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-orientation': 'horizontal' };
    for (const [name, value] of Object.entries(names)) bar.setAttribute(name, value);
    for (const set of ['a', 'b']) bar.append(Object.assign(document.createElement('b'), { className: `set-letter ${set}`, textContent: texts['versus_' + set] }));
    const move = share => { state.versus.share = Math.max(0, Math.min(1, share)); divide(state); state.map.triggerRepaint(); };
    bar.addEventListener('pointerdown', event => { event.preventDefault(); bar.setPointerCapture(event.pointerId); bar.focus({ preventScroll: true }); });
    bar.addEventListener('pointermove', event => {
      if (!bar.hasPointerCapture(event.pointerId)) return;
      const box = state.map.getContainer().getBoundingClientRect();
      move((event.clientX - box.left) / box.width);
    });
    bar.addEventListener('keydown', event => {
      const by = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -1, End: 1 }[event.key];
      if (by) { event.preventDefault(); event.stopPropagation(); move(state.versus.share + by); }
    });
    (state.card || state.map.getContainer()).append(bar);
    state.divider = bar;
    return bar;
  }

  /* The sheet under a place of the map: on the right of the bar, and in the second set's district, the second one. */
  function under(state, point, lngLat) {
    const { versus } = state;
    if (!versus) return state.sheet;
    if (versus.apart) return point.x > versus.share * state.map.getContainer().clientWidth ? versus.sheet : state.sheet;
    const cell = H.cells.cellAt(versus.sheet.set, lngLat.lng, lngLat.lat);
    return cell >= 0 && versus.sheet.chosen[cell] ? versus.sheet : state.sheet;
  }

  /* What is asked of the map under a pointer is asked of the set that lies there. */
  function within(state, event, ask) {
    const own = state.sheet, other = event && under(state, event.point, event.lngLat);
    if (!other || other === own) return ask();
    state.sheet = other;
    try { return ask(); } finally { state.sheet = own; }
  }

  H.versus = { follow, districts, within };
})();
