/* The first visit: the map explained in three steps, on the parts themselves. Once a browser; again from the sign in the head. */
(function () {
  'use strict';
  const KEY = 'teplokarta.welcome', PATIENCE_MS = 60000;
  const { make, button } = teplokarta.forms, say = teplokarta.say;
  const STEPS = [
    { name: 'map', targets: ['.place-column .map-card, .place-column > .card', '#placed'], texts: ['map_text', 'placed_text'], edge: 'bottom' },
    { name: 'usual', targets: ['#ranking', '.card.trend'], texts: ['usual_text'] },
    { name: 'drill', targets: ['.where-bar', '#topics'], texts: ['drill_text'], shown: '#topics' },
  ];
  let box = null, at = 0;

  /* A browser may refuse storage: then the welcome may come again, and nothing else is lost. */
  function seen() { try { return localStorage.getItem(KEY) !== null; } catch { return false; } }
  function remember() { try { localStorage.setItem(KEY, 'seen'); } catch { return; } }

  const around = rects => ({
    left: Math.min(...rects.map(rect => rect.left)), top: Math.min(...rects.map(rect => rect.top)),
    right: Math.max(...rects.map(rect => rect.right)), bottom: Math.max(...rects.map(rect => rect.bottom)),
  });

  const isPhone = () => innerWidth < 700;

  /* On a phone the path sticks to the top and the pages to the foot: a part lies between them. */
  function room() {
    const bar = document.querySelector('.filters'), foot = document.querySelector('.sections');
    if (!isPhone()) return { top: 0, bottom: innerHeight };
    const stuck = bar && getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0;
    return { top: stuck, bottom: innerHeight - (foot ? foot.offsetHeight : 0) };
  }

  /* The parts meant, as they lie on the screen now; on a phone the first of them is brought into view. */
  function spots() {
    const between = room();
    const nodes = STEPS[at].targets.map(query => document.querySelector(query)).filter(node => node && node.offsetParent !== null);
    const seen = node => {
      const { left, right, top, bottom, width } = node.getBoundingClientRect(), held = node.closest('.filters') ? 0 : between.top;
      return { left, right, width, top: Math.max(top, held), bottom: Math.min(bottom, between.bottom) };
    };
    return nodes.map(seen).filter(rect => rect.width && rect.bottom > rect.top);
  }

  /* On a phone: the part above the card, its edge that the card speaks of first. */
  function bring(node, edge) {
    const rect = node.getBoundingClientRect(), top = room().top + 8, bottom = box.querySelector('.welcome-card').getBoundingClientRect().top - 8;
    const byFoot = edge === 'bottom' && rect.height > bottom - top;
    scrollBy({ top: byFoot ? rect.bottom - bottom : rect.top - top, behavior: 'instant' });
  }

  function lay() {
    if (!box) return;
    const found = spots(), holes = box.querySelector('.welcome-holes'), card = box.querySelector('.welcome-card');
    const pad = 4;
    holes.replaceChildren(...found.map(rect => {
      const hole = make('i', { class: 'welcome-hole' });
      const left = Math.max(pad, rect.left - pad), top = Math.max(pad, rect.top - pad);
      Object.assign(hole.style, {
        left: left + 'px', top: top + 'px',
        width: Math.min(innerWidth - pad, rect.right + pad) - left + 'px', height: Math.min(innerHeight - pad, rect.bottom + pad) - top + 'px',
      });
      return hole;
    }));
    shade(found);
    beside(card, found);
  }

  /* Everything but the parts is dimmed: one path with holes, as round as their frames. */
  function shade(found) {
    const whole = `M0 0H${innerWidth}V${innerHeight}H0Z`, most = .9 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const cut = found.map(rect => {
      const left = rect.left - 4, right = rect.right + 4, top = rect.top - 4, bottom = rect.bottom + 4;
      const round = Math.min(most, (right - left) / 2, (bottom - top) / 2), arc = `a${round} ${round} 0 0 0 `;
      return `M${left} ${top + round}V${bottom - round}${arc}${round} ${round}H${right - round}${arc}${round} ${-round}V${top + round}${arc}${-round} ${-round}H${left + round}${arc}${-round} ${round}Z`;
    }).join('');
    box.querySelector('.welcome-shade').style.clipPath = `path(evenodd, "${whole}${cut}")`;
  }

  /* The card stands where it hides least of what it speaks of. */
  function beside(card, found) {
    const size = card.getBoundingClientRect(), gap = 16;
    const clamp = (value, most) => Math.max(gap, Math.min(value, most));
    if (!found.length || isPhone()) {
      Object.assign(card.style, { left: '', top: '', right: '', bottom: '' });
      card.toggleAttribute('data-low', true);
      return;
    }
    card.toggleAttribute('data-low', false);
    const main = found[0], all = around(found);
    const right = all.right + gap + size.width <= innerWidth - gap, left = all.left - gap - size.width >= gap;
    const x = right ? all.right + gap : left ? all.left - gap - size.width : clamp(main.left, innerWidth - size.width - gap);
    const y = right || left ? clamp(main.top + gap, innerHeight - size.height - gap) : clamp(main.bottom + gap, innerHeight - size.height - gap);
    Object.assign(card.style, { left: x + 'px', top: y + 'px' });
  }

  function show() {
    const step = STEPS[at], last = at === STEPS.length - 1, card = box.querySelector('.welcome-card');
    const dots = STEPS.map((_, index) => make('i', { class: index === at ? 'on' : '' }));
    const next = button(last ? say('welcome.done') : say('welcome.next'), 'next', { onclick: () => (last ? box.close() : go(1)) });
    card.replaceChildren(
      make('div', { class: 'welcome-head' },
        make('span', { class: 'sub' }, say('welcome.step', { n: at + 1, all: STEPS.length })), make('span', { class: 'welcome-dots', 'aria-hidden': 'true' }, dots)),
      make('h2', { id: 'welcome-title' }, say(`welcome.${step.name}_title`)),
      ...step.texts.map(name => make('p', {}, say('welcome.' + name))),
      make('div', { class: 'form-buttons' }, next,
        at ? button(say('welcome.back'), 'quiet', { onclick: () => go(-1) }) : null,
        last ? null : button(say('welcome.skip'), 'quiet', { onclick: () => box.close() })));
    const target = document.querySelector(step.shown || step.targets[0]);
    if (target && !isPhone() && innerWidth < 1100) target.scrollIntoView({ block: 'start', behavior: 'instant' });
    lay();
    if (target && isPhone()) bring(target, step.edge);
    lay();
    next.focus({ preventScroll: true });
  }

  function go(by) {
    at = Math.min(Math.max(at + by, 0), STEPS.length - 1);
    show();
  }

  function start() {
    if (box || !document.getElementById('kpis')) return;
    at = 0;
    box = make('dialog', { class: 'welcome', 'aria-labelledby': 'welcome-title' },
      make('div', { class: 'welcome-shade' }), make('div', { class: 'welcome-holes', 'aria-hidden': 'true' }), make('div', { class: 'welcome-card' }));
    const before = document.activeElement;
    box.addEventListener('close', () => {
      remember();
      box.remove();
      box = null;
      if (before && before.isConnected && before !== document.body) before.focus({ preventScroll: true });
    });
    box.addEventListener('keydown', event => {
      if (event.key === 'ArrowRight') go(1);
      if (event.key === 'ArrowLeft') go(-1);
    });
    document.body.append(box);
    box.showModal();
    show();
  }

  addEventListener('resize', lay);
  document.addEventListener('scroll', lay, true);
  document.addEventListener('click', event => {
    if (event.target.closest && event.target.closest('[data-welcome]')) start();
  });

  /* Shown to a person, when the parts it speaks of stand: a program that drives a browser has none to learn. */
  const ready = () => document.querySelector('#ranking .row') && document.querySelector('#kpis .kpi') && document.getElementById('desk-words');
  function first() {
    if (location.pathname !== '/' || navigator.webdriver || seen()) return;
    const watch = new MutationObserver(() => {
      if (!ready()) return;
      watch.disconnect();
      requestAnimationFrame(start);
    });
    watch.observe(document.documentElement, { childList: true, subtree: true });
    setTimeout(() => watch.disconnect(), PATIENCE_MS);
  }
  first();
})();
