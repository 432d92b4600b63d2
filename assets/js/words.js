/* The search in texts: a field in its menu, applied by Enter, cleared by its button; the key / leads to it from anywhere. */
(function () {
  'use strict';
  const menu = () => document.getElementById('words-menu'), now = () => teplokarta.state().q || '';

  function field(host) {
    const { label, placeholder, clear } = host.dataset;
    const input = Object.assign(document.createElement('input'), { type: 'text', placeholder, maxLength: 200, autocomplete: 'off', spellcheck: false, enterKeyHint: 'search' });
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'words-clear', title: clear });
    input.setAttribute('aria-label', label);
    button.setAttribute('aria-label', clear);
    const apply = () => { if (input.value.trim() !== now()) teplokarta.go({ q: input.value.trim() || null }); };
    const offer = () => { button.hidden = !input.value; };
    input.addEventListener('keydown', event => { if (event.key === 'Enter') { event.preventDefault(); apply(); } });
    input.addEventListener('input', offer);
    button.addEventListener('click', () => { input.value = ''; offer(); apply(); input.focus(); });
    host.replaceChildren(input, button);
    return input;
  }

  document.addEventListener('toggle', event => {
    const host = event.target.id === 'words-menu' && event.target.open && document.getElementById('words-field');
    if (!host) return;
    const input = host.querySelector('input') || field(host);
    input.value = now();
    host.querySelector('button').hidden = !input.value;
    input.focus({ preventScroll: true });
    input.select();
  }, true);

  /* What is written elsewhere keeps its stroke; a page with a field of its own is led to that. */
  document.addEventListener('keydown', event => {
    const writing = event.target.closest && event.target.closest('input, textarea, select, [contenteditable=true], dialog, [role=dialog]');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || writing) return;
    const own = document.getElementById('words'), shut = menu();
    if (!own && !shut) return;
    event.preventDefault();
    if (own) { own.focus(); own.select(); }
    else if (shut.open) shut.querySelector('input').focus();
    else shut.open = true;
  });

  /* Words that came by another way (a chip taken away, the way back) stand in the open field too. */
  addEventListener('popstate', () => show());
  document.addEventListener('click', event => { if (event.target.closest && event.target.closest('.words-ways a, .chip')) setTimeout(show, 0); });
  function show() {
    const input = document.querySelector('#words-field input');
    if (input) { input.value = now(); input.nextElementSibling.hidden = !input.value; }
  }
})();
