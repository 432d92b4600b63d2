/* Events on the time axis: the form that notes or changes one, and the choice a stretch of the trend offers. */
(function () {
  'use strict';
  const PATH = '/api/v1/annotations', KINDS = { campaign: '▲', outage: '✕', weather: '◆', holiday: '★', other: '●' }, MOST = 200;
  const { make, send, open, button, remover, field } = teplokarta.forms, say = teplokarta.say;

  function kinds(chosen) {
    const one = ([kind, sign]) => make('label', { class: 'form-kind' },
      make('input', { type: 'radio', name: 'kind', value: kind, checked: kind === chosen }), make('i', { 'aria-hidden': 'true' }, sign), say('event.kind.' + kind));
    return make('fieldset', { class: 'form-kinds' }, make('legend', {}, say('form.event_kind')), Object.entries(KINDS).map(one));
  }

  /* The whole region, or one of its districts; their names come when the form is open. */
  function places(data) {
    const select = make('select', { name: 'district' }, make('option', { value: '' }, say('form.event_region')));
    if (data.district) select.append(make('option', { value: data.district, selected: true }, data.district));
    const query = new URLSearchParams({ region: data.region, period: '24h', lang: document.documentElement.lang });
    fetch('/api/v1/districts?' + query).then(answer => answer.json()).then(found => {
      const named = found.rows.filter(row => row.code).sort((one, other) => one.name.localeCompare(other.name));
      select.replaceChildren(select.firstChild, ...named.map(row => make('option', { value: row.code, selected: row.code === data.district }, row.name)));
    }).catch(() => select.dataset.alone = '');
    return select;
  }

  function edit(data) {
    const day = value => make('input', { type: 'date', required: true, value });
    const from = day(data.from), to = day(data.to), where = places(data), left = make('small', { 'aria-live': 'polite' });
    const text = make('textarea', { name: 'text', required: true, maxlength: MOST, rows: 2 });
    const count = () => { left.textContent = say('form.left', { n: MOST - text.value.length }); };
    text.value = data.text;
    text.addEventListener('input', count);
    from.addEventListener('change', () => { if (to.value < from.value) to.value = from.value; });
    count();
    const address = data.note ? `${PATH}?number=${data.note}` : PATH;
    const body = () => ({
      region: data.region, district: where.value, kind: shown.form.elements.kind.value, from: from.value, to: to.value, text: text.value,
    });
    const shown = open(say(data.note ? 'form.event_edit' : 'form.event_new'), [
      kinds(data.kind),
      make('div', { class: 'form-days' }, field(say('form.event_from'), from), field(say('form.event_to'), to)),
      field(say('form.event_where'), where),
      field(say('form.event_text'), text, make('span', { class: 'form-hint' }, say('form.event_hint'), ' ', left)),
    ], [
      make('button', { type: 'submit', class: 'button' }, say('form.save')),
      button(say('form.cancel'), 'quiet', { onclick: () => shown.box.close() }),
    ], () => send(data.note ? 'PUT' : 'POST', address, body()));
    if (data.note) shown.form.lastElementChild.append(remover(shown.run, () => send('DELETE', address)));
    text.focus();
  }

  document.addEventListener('click', event => {
    const node = event.target.closest && event.target.closest('button[data-note]');
    if (node) edit({ ...node.dataset });
  });

  /* A stretch of the trend: its days as a filter, or an event. */
  let offer = null;
  const pad = number => String(number).padStart(2, '0');
  const iso = when => `${when.getFullYear()}-${pad(when.getMonth() + 1)}-${pad(when.getDate())}`;

  function forget() {
    if (offer) offer.remove();
    offer = null;
    const graph = document.querySelector('#trend .js-plotly-plot');
    if (graph && graph.layout && (graph.layout.selections || []).length && window.Plotly) Plotly.relayout(graph, { selections: [] });
  }

  function propose(days) {
    if (offer) offer.remove();
    const graph = document.getElementById('trend'), add = document.querySelector('.event-add'), [first, last] = days;
    const lang = document.documentElement.lang || 'ru', named = day => new Date(day + 'T00:00').toLocaleDateString(lang, { day: 'numeric', month: 'short' });
    const said = first === last ? named(first) : `${named(first)} – ${named(last)}`;
    const choose = work => () => { forget(); work(); };
    offer = make('div', { class: 'span-offer', role: 'group', 'aria-label': say('form.span', { days: said }) },
      make('b', {}, said),
      button(say('form.span_filter'), '', { onclick: choose(() => teplokarta.go({ from: first, to: last })) }),
      add ? button(say('form.span_note'), 'quiet', { onclick: choose(() => edit({ ...add.dataset, from: first, to: last })) }) : null,
      button('×', 'quiet', { 'aria-label': say('form.close'), onclick: () => forget() }));
    graph.parentElement.append(offer);
    offer.querySelector('button').focus({ preventScroll: true });
  }

  document.addEventListener('keydown', event => { if (event.key === 'Escape' && offer) forget(); });

  /* The days of the points within a stretch: a line has no points of its own to be chosen. */
  function inside(from, to) {
    const graph = document.querySelector('#trend .js-plotly-plot'), days = [];
    for (const trace of (graph && graph.data) || []) {
      (trace.customdata || []).forEach((own, index) => {
        const at = Date.parse(trace.x[index]);
        if (at >= from && at <= to) days.push(own);
      });
    }
    return days;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.teplokarta = Object.assign(window.dash_clientside.teplokarta || {}, {
    chooseSpan: function (selected) {
      const range = selected && selected.range && selected.range.x;
      if (!range) return dash_clientside.no_update;
      const [from, to] = range.map(moment => Date.parse(String(moment).replace(' ', 'T'))).sort((one, other) => one - other), days = inside(from, to);
      if (days.length) propose([days.map(own => own[0]).sort()[0], days.map(own => own[1]).sort().at(-1)]);
      else forget();
      return dash_clientside.no_update;
    },
  });
})();
