/* The map without a mouse: arrows move it, + and - zoom, Home shows all, the cell under the middle is read out and opened.
   What a screen reader hears of the map: one sentence after the reader's own change, never after a live update. */
(function () {
  'use strict';
  const H = window.hexmap, STEP = 0.2, ZOOM = 1;
  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let said = null;

  function pan(state, [x, y]) {
    const box = state.map.getContainer();
    state.roamed = true;
    state.map.panBy([x * box.clientWidth * STEP, y * box.clientHeight * STEP], { duration: H.tools.calm() ? 0 : 220 });
  }

  function middle(state) {
    const box = state.map.getContainer();
    return { point: { x: box.clientWidth / 2, y: box.clientHeight / 2 }, lngLat: state.map.getCenter() };
  }

  /* As if the pointer rested in the middle: the tip, the mark of the legend, and the same words aloud. */
  function point(state) {
    if (!state.byKeys || !state.sheet) return;
    state.pointed = middle(state);
    H.pointer.again(state);
    const tip = state.tip, name = tip && !tip.hidden ? [...tip.children].map(part => part.innerText.replace(/\s+/g, ' ')).join(', ') : '';
    speak(state, name || state.config.texts.nothing_here);
  }

  function leave(state) {
    if (!state.byKeys) return;
    state.byKeys = false;
    state.box.classList.remove('by-keys');
    state.pointed = null;
    if (state.tip) state.tip.hidden = true;
  }

  const DO = {
    '+': state => H.view.step(state, ZOOM), '=': state => H.view.step(state, ZOOM),
    '-': state => H.view.step(state, -ZOOM), _: state => H.view.step(state, -ZOOM),
    Home: state => H.fit(state.home),
    Enter: (state, event) => state.map.fire('click', { ...middle(state), originalEvent: event }),
  };

  function pressed(state, event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !state.config) return;
    const act = MOVES[event.key] ? () => pan(state, MOVES[event.key]) : DO[event.key];
    if (event.key === 'Escape') { leave(state); return; }
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    state.byKeys = true;
    state.box.classList.add('by-keys');
    act(state, event);
    if (event.key !== 'Enter' && !state.map.isMoving()) point(state);
  }

  /* A polite voice: it says the last thing only, and only what the reader did. */
  function speak(state, text) {
    const voice = state.card && state.card.querySelector('.map-voice');
    if (voice && voice.textContent !== text) voice.textContent = text;
  }

  const district = (state, index) => { const at = state.sheet.set.owner[index]; return state.config.districts[at] ? state.config.districts[at][1] : state.config.texts.no_district; };

  function best(state) {
    const { sheet, config } = state, { head } = sheet;
    if (head.wholly) {
      const row = head.districts.filter(each => each[1] !== null).sort((a, b) => b[1] - a[1])[0];
      return row && config.districts[row[0]] ? [config.districts[row[0]][1], row[1]] : null;
    }
    const [found] = H.hottest(1);
    return found && found[1] ? [district(state, H.cells.indexOf(sheet.set, found[0])), found[1]] : null;
  }

  function sentence(state) {
    const { texts, lang } = state.config, { head, chosen } = state.sheet, top = best(state);
    if (!top) return texts.empty;
    const n = head.wholly ? head.districts.length : chosen.reduce((all, value) => all + (value ? 1 : 0), 0);
    const cells = H.tools.fill(H.tools.plural(texts[head.wholly ? 'summary_districts' : 'summary_cells'], n, lang), { n: H.tools.number(n, lang) });
    return H.tools.fill(texts.summary, { title: [head.title, head.topic].filter(Boolean).join(', '), cells, place: top[0], value: H.tools.number(top[1], lang) });
  }

  /* The canvas carries the sentence as its name; it is spoken when the selection is another one than before. */
  function described(state) {
    if (!state.sheet) return;
    const text = sentence(state), canvas = state.map.getCanvas();
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-label', `${text} ${state.config.texts.keys}`);
    if (said !== null && said !== state.query) speak(state, text);
    said = state.query;
  }

  function listen(state) {
    state.box = state.map.getContainer();
    const voice = document.createElement('p');
    voice.className = 'map-voice unseen';
    voice.setAttribute('role', 'status');
    (state.card || state.box).append(voice);
    state.map.keyboard.disable();
    state.map.getCanvas().tabIndex = 0;
    state.box.addEventListener('keydown', event => pressed(state, event), true);
    state.box.addEventListener('focusout', () => leave(state));
    state.map.on('moveend', () => point(state));
    state.map.on('mousemove', () => { if (state.byKeys) leave(state); });
  }

  H.keys = { listen, described };
})();
