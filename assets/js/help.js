/* Help on a figure: a small card beside the sign that asked for it; Escape or a click elsewhere closes it. */
(function () {
  'use strict';
  const { make } = teplokarta.forms, say = teplokarta.say, LINES = ['what', 'formula', 'source', 'small'];
  let card = null, asked = null;

  function close(back) {
    if (!card) return;
    card.remove();
    card = null;
    asked.removeAttribute('aria-expanded');
    if (back && asked.isConnected) asked.focus({ preventScroll: true });
  }

  /* Beside the sign, wholly on the screen. */
  function place() {
    const sign = asked.getBoundingClientRect(), box = card.getBoundingClientRect(), gap = 8;
    const left = Math.min(Math.max(gap, sign.left - box.width / 4), innerWidth - box.width - gap);
    const below = sign.bottom + gap, top = below + box.height <= innerHeight - gap ? below : Math.max(gap, sign.top - gap - box.height);
    card.style.left = left + 'px';
    card.style.top = top + 'px';
  }

  function show(sign) {
    const name = sign.dataset.help, lines = LINES.flatMap(line => [make('dt', {}, say('help.' + line)), make('dd', {}, say(`help.${name}.${line}`))]);
    const all = '/sources' + location.search + '#help-' + name;
    asked = sign;
    card = make('div', { class: 'help-card', role: 'dialog', 'aria-label': say(`help.${name}.name`), tabindex: '-1' },
      make('h2', {}, say(`help.${name}.name`)), make('dl', {}, lines), make('a', { href: all, class: 'more' }, say('help.all')));
    sign.setAttribute('aria-expanded', 'true');
    document.body.append(card);
    place();
    card.focus({ preventScroll: true });
  }

  document.addEventListener('click', event => {
    const sign = event.target.closest && event.target.closest('button[data-help]');
    if (sign) { const same = card && asked === sign; close(false); if (!same) show(sign); return; }
    if (card && !card.contains(event.target)) close(false);
  });
  document.addEventListener('keydown', event => {
    if (!card) return;
    if (event.key === 'Escape') { event.stopPropagation(); close(true); }
    if (event.key === 'Tab' && document.activeElement !== card) { event.preventDefault(); close(true); }
  }, true);
  addEventListener('resize', () => close(false));
  addEventListener('popstate', () => close(false));
})();
