/* The legend and the notes beside it, written from the very head whose breaks and ramp colour the map. */
(function () {
  'use strict';
  const H = window.hexmap, GAP = 4;
  const part = (state, name) => state.card && state.card.querySelector(name);
  const write = (element, text) => { if (element && element.textContent !== text) element.textContent = text; };

  const label = (value, head, lang) => (head.metric === 'excess' && value > 0 ? '+' : '') + H.tools.number(value, lang, 2);

  /* Ramp colours at even places are exactly what the map draws: every class is as wide as the next. */
  function draw(state) {
    const { head } = state.sheet, { lang, texts } = state.config, last = head.breaks.length - 1;
    write(part(state, '.map-legend-title'), head.title);
    write(part(state, '.map-legend-where'), head.change ? `${head.change.against}, ${head.where}` : head.where);
    const bar = part(state, '.map-legend-bar'), ticks = part(state, '.map-legend-ticks');
    if (bar) bar.style.backgroundImage = `linear-gradient(90deg, ${head.ramp.join(', ')})`;
    if (ticks) {
      ticks.replaceChildren(...head.breaks.map((value, k) => {
        const tick = document.createElement('span');
        tick.style.left = `${k / last * 100}%`;
        tick.textContent = head.change ? head.change.ticks[k] : label(value, head, lang) + (k === last && head.metric !== 'rating' ? '+' : '');
        return tick;
      }));
      thin(state);
    }
    const few = part(state, '.map-legend-few');
    if (few) {
      few.hidden = !head.few;
      write(few.lastElementChild, H.tools.fill(texts.few, { n: H.tools.number(head.few, lang), unit: H.tools.plural(texts.fewer, head.few, lang) }));
    }
    const more = part(state, '.map-legend-more');
    if (more) { more.hidden = !head.change; if (head.change) H.change.legend(state, more); }
    const note = head.change && !head.change.known ? texts.change_nothing : head.wholly ? texts.only_districts : head.additive && !head.total ? texts.empty : '';
    say(state, note);
  }

  /* Limits never touch: every one is written, or every second, every third…, always the first and the last. */
  function thin(state) {
    const row = part(state, '.map-legend-ticks'), ticks = row ? [...row.children] : [], last = ticks.length - 1;
    if (!row || !row.clientWidth) return;
    const keep = step => ticks.filter((tick, k) => { tick.hidden = k !== last && (k % step > 0 || last - k < step); return !tick.hidden; });
    const free = shown => shown.every((tick, k) => !k || tick.getBoundingClientRect().left - shown[k - 1].getBoundingClientRect().right > GAP * H.tools.factor());
    for (let step = 1; step <= last && !free(keep(step)); step++);
  }

  function say(state, text) {
    const note = part(state, '.map-note');
    write(note, text);
    if (note) note.hidden = !text;
  }

  /* Where the value under the pointer stands on the scale. */
  function mark(state, value) {
    const pin = part(state, '.map-legend-pin');
    if (!pin) return;
    pin.hidden = value === null || !state.sheet;
    if (!pin.hidden) pin.style.left = `${H.tools.place(state.sheet.head.breaks, value) * 100}%`;
  }

  H.legend = { draw, thin, mark, say };
})();
