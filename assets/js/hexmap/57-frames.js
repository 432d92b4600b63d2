/* Plays the window step by step: all frames come at once (dashboard/mapframes.py), then only colours change.
 *
 * The frame in force is in the address (`frame`), put there when one stops on it. What comes live waits until the playback
 * is closed; another selection or zoom fetches other frames and goes on at the same moment. */
(function () {
  'use strict';
  const H = window.hexmap, FRAME_MS = 800, SPEEDS = [1, 2, 4], HELD = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };

  function parse(buffer) {
    const length = new Uint32Array(buffer, 0, 1)[0], head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    head.ramp = head.ramps[H.tools.theme()] || head.ramps.dark;
    return { head, rows: new HELD[head.bytes](buffer, 4 + length) };
  }

  async function fetched(query, res, signal) {
    for (let attempt = 0; ; attempt++) {
      const answer = await fetch(`/map/frames.bin?${query}${query ? '&' : ''}res=${res}`, { signal });
      if (!answer.ok) throw Object.assign(new Error(`hexmap: ${answer.status}`), { status: answer.status });
      const found = parse(await answer.arrayBuffer());
      try {
        return { ...found, set: await H.source.set(found.head.cells) };
      } catch (fault) {
        if (attempt) throw fault;                 // the server has forgotten the set meanwhile: it was asked once more
      }
    }
  }

  const wanted = () => new URLSearchParams(location.search).get('frame');

  // ---- the bar

  function button(act, className, words) {
    const made = Object.assign(document.createElement('button'), { type: 'button', className });
    made.dataset.play = act; made.title = words; made.setAttribute('aria-label', words);
    return made;
  }

  function bar(state) {
    const { texts } = state.config, made = Object.assign(document.createElement('div'), { className: 'map-play' });
    made.setAttribute('role', 'group'); made.setAttribute('aria-label', texts.play_label);
    const slider = Object.assign(document.createElement('input'), { type: 'range', min: 0, step: 1, value: 0 });
    slider.setAttribute('aria-label', texts.play_slider);
    const when = Object.assign(document.createElement('b'), { className: 'map-play-when' }), total = Object.assign(document.createElement('span'), { className: 'map-play-total' });
    const head = Object.assign(document.createElement('div'), { className: 'map-play-head' });
    head.append(when, total);
    const speed = button('speed', 'map-play-speed', texts.play_speed), close = button('close', 'map-play-close', texts.play_close);
    made.append(button('toggle', 'map-play-toggle', texts.play_start), head, slider, speed, close);
    slider.addEventListener('input', () => { pause(state); go(state, Number(slider.value)); remember(state); });
    made.addEventListener('keydown', event => {
      if (event.key === ' ' && event.target === slider) { event.preventDefault(); toggle(state); }
      if (event.key === 'Escape') { event.stopPropagation(); close_(state); }
    });
    return Object.assign(made, { slider, when, total, speed });
  }

  function told(state) {
    const { play } = state, { texts, lang } = state.config, { head, k } = play, frame = head.frames[k];
    const { slider, when, total, speed } = play.bar, going = Boolean(play.timer), first = play.bar.firstElementChild;
    slider.max = head.frames.length - 1; slider.value = k;
    slider.style.setProperty('--done', `${100 * k / Math.max(1, head.frames.length - 1)}%`);
    slider.setAttribute('aria-valuetext', frame ? frame.title : '');
    when.textContent = frame ? frame.title : texts.empty;
    const unit = head.metric === 'count' ? 'unit_' + head.unit : 'unit_appeals';
    total.textContent = frame ? `${H.tools.number(frame.total, lang)} ${H.tools.plural(texts[unit], frame.total, lang)}` : '';
    speed.textContent = `×${SPEEDS[play.speed]}`;
    first.classList.toggle('going', going);
    first.title = going ? texts.play_pause : texts.play_start;
    first.setAttribute('aria-label', first.title);
  }

  // ---- frames

  /* The sheet of a frame: cells of the set with its numbers; districts hold what lies in them. */
  function sheetOf(state, k) {
    const { head, rows, set } = state.play, chosen = Float32Array.from(rows.subarray(k * head.n, (k + 1) * head.n)), frame = head.frames[k];
    const sums = new Map();
    for (let i = 0; i < set.n; i++) if (chosen[i] && set.owner[i] !== H.cells.NO_OWNER) sums.set(set.owner[i], (sums.get(set.owner[i]) || 0) + chosen[i]);
    const districts = state.config.districts.map((_, index) => [index, sums.get(index) || 0, sums.get(index) || 0]);
    const own = { additive: true, total: frame.total, topic: '', title: `${head.title}, ${frame.title}`, districts, wholly: false, few: 0, selected: state.play.selected };
    return H.sheet.create(set, { head: { ...head, ...own }, chosen, around: null });
  }

  function go(state, k) {
    const { play } = state;
    if (!play || !play.head || !play.head.frames.length) return;
    play.k = Math.max(0, Math.min(k, play.head.frames.length - 1));
    const sheet = sheetOf(state, play.k), old = state.sheet;
    if (old && old.set === sheet.set) H.sheet.follow(sheet, old);
    else { state.leaving = old || null; state.entered = performance.now(); }
    state.sheet = sheet; state.loadedAt = performance.now();
    H.legend.draw(state); H.pointer.again(state);
    state.map.triggerRepaint();
    told(state); cursor(play.head.frames[play.k]);
  }

  /* Where the frame stands on the trend. */
  function cursor(frame) {
    const box = document.getElementById('trend'), gd = box && (box.querySelector('.js-plotly-plot') || box), axis = gd && gd._fullLayout && gd._fullLayout.xaxis;
    let line = document.querySelector('.trend-cursor');
    if (!frame || !axis || !axis.d2p) { if (line) line.remove(); return; }
    if (!line) { line = Object.assign(document.createElement('i'), { className: 'trend-cursor' }); box.parentElement.append(line); }
    const at = axis._offset + axis.d2p(frame.at), within = at >= axis._offset - 1 && at <= axis._offset + axis._length + 1;
    line.hidden = !within;
    line.style.left = `${box.offsetLeft + at}px`;
  }

  function tick(state) {
    const { play } = state;
    if (!play) return;
    if (play.k >= play.head.frames.length - 1) { pause(state); remember(state); return; }
    go(state, play.k + 1);
    play.timer = setTimeout(() => tick(state), FRAME_MS / SPEEDS[play.speed]);
  }

  function start(state) {
    const { play } = state;
    if (!play.head || play.timer) return;
    if (play.k >= play.head.frames.length - 1) go(state, 0);
    play.timer = setTimeout(() => tick(state), FRAME_MS / SPEEDS[play.speed]);
    told(state);
  }

  function pause(state) {
    const { play } = state;
    if (!play || !play.timer) return;
    clearTimeout(play.timer);
    play.timer = 0;
    told(state);
  }

  function toggle(state) {
    if (state.play.timer) { pause(state); remember(state); } else start(state);
  }

  /* The frame goes into the address and nowhere else: no figure of the page depends on it. */
  function remember(state) {
    const frame = state.play && state.play.head && state.play.head.frames[state.play.k];
    history.replaceState(history.state, '', window.teplokarta.href({ frame: frame ? frame.name : null }));
  }

  // ---- begin, go on, end

  async function load(state) {
    const { play } = state, own = play.loading = new AbortController(), at = play.head && play.head.frames[play.k], name = at ? at.name : wanted();
    if (state.play.going === undefined) play.going = !name && !H.tools.still();
    try {
      const found = await fetched(state.query, H.view.wanted(state), own.signal);
      if (state.play !== play || play.loading !== own) return;
      Object.assign(play, found, { loading: null });
    } catch (fault) {
      if (fault.name === 'AbortError' || state.play !== play) return;
      H.legend.say(state, state.config.texts.failed);
      close_(state);
      return;
    }
    const k = play.head.frames.findIndex(frame => frame.name === name);
    go(state, k < 0 ? 0 : k);
    if (play.going) { play.going = false; start(state); } else told(state);
  }

  function begin(state) {
    if (state.play) { close_(state); return; }
    const made = bar(state), head = state.sheet ? state.sheet.head : null;
    state.play = { bar: made, k: 0, speed: 0, timer: 0, from: document.activeElement, selected: head ? head.selected : [] };
    state.card.append(made);
    state.card.classList.add('playing');
    if (!wanted()) made.firstElementChild.focus({ preventScroll: true });
    load(state);
  }

  function close_(state) {
    const { play } = state;
    if (!play) return;
    if (play.loading) play.loading.abort();
    clearTimeout(play.timer);
    play.bar.remove();
    state.card.classList.remove('playing');
    state.play = null;
    cursor(null);
    remember(state);
    if (play.from && play.from.isConnected) play.from.focus({ preventScroll: true });
    H.map.load(state);
  }

  /* Another selection, resolution or language: its frames, at the same moment. */
  function again(state) {
    if (state.play.loading) state.play.loading.abort();
    return load(state);
  }

  const ACTS = {
    begin, close: close_, toggle,
    speed(state) { state.play.speed = (state.play.speed + 1) % SPEEDS.length; told(state); },
  };

  function attach(state) {
    const pressed = event => {
      const found = event.target.closest && event.target.closest('[data-play]');
      if (found && state.card && !state.removed && state.config && state.card.contains(found) && (state.play || found.dataset.play === 'begin')) ACTS[found.dataset.play](state);
    };
    const resized = () => { if (state.play && state.play.head) cursor(state.play.head.frames[state.play.k]); };
    document.addEventListener('click', pressed);
    addEventListener('resize', resized);
    state.map.on('remove', () => { document.removeEventListener('click', pressed); removeEventListener('resize', resized); });
  }

  /* A link to a frame opens the playback, standing still. */
  function arrive(state) { if (wanted() && !state.play && state.card) begin(state); }

  H.frames = { attach, again, arrive };
})();
