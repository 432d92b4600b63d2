/* The page of briefings: draws its parts, shows the first sheet, keeps schedules by a form, and follows runs to their end. */
(function () {
  'use strict';
  const PATH = '/api/v1/schedules', SETTLE_MS = 300, NEAR_MS = 1500, FAR_MS = 60000;
  /* This file is loaded before the one of the forms. */
  const [make, send, open, button, remover, field] = ['make', 'send', 'open', 'button', 'remover', 'field'].map(name => (...given) => teplokarta.forms[name](...given));
  const say = key => teplokarta.say(key);
  const part = id => document.getElementById(id), told = name => say('form.plan.' + name);
  let shown = '', settling = 0, ticking = 0, ticks = 0;

  /* The first sheet: asked for when the choice rests; what is wrong with it is said in the server's words. */
  function preview() {
    const choice = part('brief-choice'), picture = part('brief-picture');
    if (!choice || !picture || choice.dataset.preview === shown) return;
    shown = choice.dataset.preview;
    part('brief-preview').classList.add('busy');
    clearTimeout(settling);
    settling = setTimeout(ask, picture.src ? SETTLE_MS : 0, shown);
  }

  async function ask(path) {
    const picture = part('brief-picture'), said = part('brief-said');
    let fault = said.dataset.fault, sheet = null;
    try {
      const answer = await fetch(path);
      if (answer.ok) sheet = await answer.blob();
      else { const told = await answer.json(); fault = `${told.error.message}. ${told.error.allowed}`; }
    } catch { sheet = null; }
    if (path !== shown || !picture.isConnected) return;
    if (picture.src) URL.revokeObjectURL(picture.src);
    if (sheet) picture.src = URL.createObjectURL(sheet); else picture.removeAttribute('src');
    picture.hidden = !sheet;
    said.textContent = sheet ? '' : fault;
    part('brief-preview').classList.remove('busy');
  }

  /* While a run is under way the page looks often, else once a minute: what is due next moves with the clock. */
  function tick() {
    clearTimeout(ticking);
    const near = document.querySelector('.briefings-page [data-open="1"]') !== null;
    ticking = setTimeout(() => {
      if (!part('brief-plans')) return;
      if (document.hidden) { tick(); return; }
      teplokarta.set('briefings-tick', ticks += 1);
    }, near ? NEAR_MS : FAR_MS);
  }

  // ---- the form

  const pick = (name, pairs, value) => make('select', { name }, pairs.map(([code, text]) => make('option', { value: code, selected: code === value }, text)));
  const check = (text, checked) => { const box = make('input', { type: 'checkbox', checked }); return { box, line: make('label', { class: 'form-check' }, box, text) }; };

  function pills(kind, name, pairs, on) {
    return pairs.map(([code, text]) => make('label', { class: 'form-kind' }, make('input', { type: kind, name, value: code, checked: on.includes(code) }), text));
  }

  const group = (text, children) => make('fieldset', { class: 'form-kinds' }, make('legend', {}, text), children);
  const ticked = (form, name) => [...form.querySelectorAll(`input[name=${name}]:checked`)].map(each => each.value);
  const addresses = text => text.split(/[\s,;]+/).filter(Boolean);

  function periodOf(query) { return new URLSearchParams(query).get('period') || ''; }
  function withPeriod(query, period) {
    const params = new URLSearchParams(query);
    if (period) params.set('period', period); else params.delete('period');
    return params.toString();
  }

  /* The days a rhythm asks about stand only where it does. */
  function rhythm(plan, options) {
    const days = group(told('weekdays'), pills('checkbox', 'weekday', options.days.map((text, at) => [String(at + 1), text]), plan.weekdays.map(String)));
    const number = make('input', { type: 'number', name: 'monthday', min: 1, max: 31, value: plan.monthday });
    const date = field(told('monthday'), number, make('small', { class: 'form-hint' }, told('monthday_hint')));
    const often = group(told('repeat'), pills('radio', 'repeat', ['day', 'week', 'month'].map(each => [each, told(each)]), [plan.repeat]));
    function show() {
      const [repeat] = ticked(often, 'repeat');
      days.hidden = repeat !== 'week';
      date.hidden = repeat !== 'month';
    }
    often.addEventListener('change', show);
    show();
    return { nodes: [often, days, date], said: () => ({ repeat: ticked(often, 'repeat')[0], weekdays: ticked(days, 'weekday').map(Number), monthday: Number(number.value) || 1 }) };
  }

  function sheet(plan, options) {
    const selects = {
      template: pick('template', options.templates, plan.template), kind: pick('kind', options.kinds, plan.kind),
      paper: pick('paper', options.papers, plan.paper), orient: pick('orient', options.orients, plan.orient), lang: pick('lang', options.langs, plan.lang),
    };
    const period = pick('period', [['', told('period_own')], ...options.periods], periodOf(plan.query));
    const fields = Object.entries(selects).map(([name, node]) => field(told(name), node));
    fields.splice(1, 0, field(told('period'), period));
    const said = () => Object.fromEntries(Object.entries(selects).map(([name, node]) => [name, node.value]));
    return { nodes: [make('div', { class: 'form-grid' }, fields)], said, period };
  }

  function edit(given, options) {
    const isNew = given === 'new', here = options.now;
    const plan = isNew ? Object.assign({ repeat: 'day', weekdays: [1, 2, 3, 4, 5], monthday: 1, time: '18:00', kind: 'pdf', folder: true, recipients: [], active: true }, here)
      : Object.assign(given, given.weekdays.length ? {} : { weekdays: [1, 2, 3, 4, 5] });
    const name = make('input', { name: 'name', required: true, maxlength: 60, value: plan.name, autocomplete: 'off' });
    const time = make('input', { type: 'time', name: 'time', required: true, value: plan.time });
    const often = rhythm(plan, options), look = sheet(plan, options);
    const folder = check(told('folder'), plan.folder), active = check(told('active'), plan.active), replace = check(told('here'), false);
    const to = make('textarea', { name: 'recipients', rows: 2, spellcheck: 'false', disabled: !options.mail && !plan.recipients.length }, plan.recipients.join('\n'));
    const about = isNew ? [make('p', { class: 'form-about' }, told('about'), ' ', make('b', {}, options.words))] : [];
    const fields = [...about, field(told('name'), name), ...often.nodes, field(told('time'), time), ...look.nodes, folder.line,
      field(told('recipients'), to, make('small', { class: 'form-hint' }, told(options.mail ? 'recipients_hint' : 'mail_off'))),
      ...(isNew ? [] : [replace.line, active.line])];

    function wanted() {
      const query = withPeriod(isNew || replace.box.checked ? here.query : plan.query, look.period.value);
      const body = Object.assign({ name: name.value, time: time.value, query, folder: folder.box.checked, active: active.box.checked }, often.said(), look.said());
      return to.disabled ? body : Object.assign(body, { recipients: addresses(to.value) });
    }

    const where = `${PATH}?number=${plan.number}`;
    const shownForm = open(told(isNew ? 'new' : 'edit'), fields,
      [make('button', { type: 'submit', class: 'button' }, say('form.save')), button(say('form.cancel'), 'quiet', { onclick: () => shownForm.box.close() })],
      () => (isNew ? send('POST', PATH, wanted()) : send('PUT', where, wanted())));
    shownForm.box.classList.add('plan-dialog');
    if (!isNew) shownForm.form.lastElementChild.append(remover(shownForm.run, () => send('DELETE', where)));
    name.select();
  }

  async function runNow(node) {
    node.disabled = true;
    try { await send('POST', `${PATH}/run?number=${node.dataset.planRun}`, {}); } catch (fault) { node.title = fault.message; }
    node.disabled = false;
    teplokarta.set('briefings-tick', ticks += 1);
  }

  document.addEventListener('click', event => {
    const node = event.target.closest && event.target.closest('button[data-plan], button[data-plan-run]'), choice = part('brief-choice');
    if (!node || !choice) return;
    if (node.dataset.planRun) runNow(node);
    else edit(node.dataset.plan === 'new' ? 'new' : JSON.parse(node.dataset.plan), JSON.parse(choice.dataset.options));
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside);
  window.dash_clientside.teplokarta = Object.assign(window.dash_clientside.teplokarta || {}, {
    drawBriefings: function (parts) {
      if (!parts) return dash_clientside.no_update;
      for (const name of Object.keys(parts)) teplokarta.paint(name, parts[name]);
      document.querySelectorAll('.briefings-page .waiting').forEach(place => place.classList.remove('waiting'));
      preview();
      tick();
      return dash_clientside.no_update;
    },
  });
})();
