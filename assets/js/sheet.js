/* On a phone the controls lie in a sheet that a button under the thumb opens; the headline stays in sight above. */
(function () {
  'use strict';
  const NARROW = matchMedia('(max-width: 699.98px)');
  const bar = () => document.querySelector('.filters'), sheet = () => document.getElementById('sheet');
  const isOpen = () => Boolean(bar() && bar().hasAttribute('data-open'));

  /* All but the sheet rests while it is open: the page behind can be neither reached nor read. */
  function rest(yes) {
    const own = sheet();
    document.querySelectorAll('#header, #page > * > :not(.filters), .filters > :not(#sheet)').forEach(part => { part.inert = yes; });
    document.documentElement.classList.toggle('under-sheet', yes);
    if (yes) { own.setAttribute('role', 'dialog'); own.setAttribute('aria-modal', 'true'); }
    else { own.setAttribute('role', 'group'); own.removeAttribute('aria-modal'); }
  }

  function open() {
    if (!NARROW.matches || !sheet()) return;
    bar().setAttribute('data-open', '');
    rest(true);
    tellButton();
    sheet().focus();
  }

  function close(back) {
    if (!isOpen()) return;
    bar().removeAttribute('data-open');
    rest(false);
    tellButton();
    const button = document.querySelector('[data-sheet=open]');
    if (back && button) button.focus();
  }

  function tellButton() {
    const button = document.querySelector('[data-sheet=open]');
    if (button) button.setAttribute('aria-expanded', String(isOpen()));
  }

  document.addEventListener('click', event => {
    const asked = event.target.closest && event.target.closest('[data-sheet]');
    if (asked) { if (asked.dataset.sheet === 'open' && !isOpen()) open(); else close(true); }
  });
  document.addEventListener('keydown', event => {
    const menu = event.target.closest && event.target.closest('details[data-menu][open]');
    if (event.key === 'Escape' && !menu && !document.querySelector('.mantine-Popover-dropdown:not([style*="none"])')) close(true);
  });
  NARROW.addEventListener('change', () => close(false));
  addEventListener('popstate', () => close(false));

  /* The headline figure again in the bar that stays, and how many conditions are in force on the button. */
  let waiting = false;
  const watched = new WeakSet();
  const past = new IntersectionObserver(seen => document.documentElement.classList.toggle('past-kpis', !seen[seen.length - 1].isIntersecting));
  function copy() {
    waiting = false;
    const from = document.querySelector('#kpis .kpi-value'), to = document.getElementById('brief'), count = document.getElementById('sheet-count');
    const total = from && !from.classList.contains('none') ? from.textContent : '', crumbs = document.getElementById('crumbs');
    const chips = document.querySelectorAll('.chips .chip').length + Number((crumbs && crumbs.dataset.chosen) || 0);
    if (from && !watched.has(from.closest('#kpis'))) { watched.add(from.closest('#kpis')); past.observe(from.closest('#kpis')); }
    if (to && to.textContent !== total) to.textContent = total;
    if (count && count.textContent !== (chips ? String(chips) : '')) count.textContent = chips ? String(chips) : '';
  }
  new MutationObserver(() => {
    if (waiting || !NARROW.matches) return;
    waiting = true;
    requestAnimationFrame(copy);
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
})();
