/* Conditions in force without a mouse: Delete takes one away as Enter does, and the focus goes on to its neighbour. */
(function () {
  'use strict';
  const all = () => [...document.querySelectorAll('.chips .chip')];
  let left = -1;

  document.addEventListener('keydown', event => {
    const chip = event.target.closest && event.target.closest('.chip');
    if (!chip || (event.key !== 'Delete' && event.key !== 'Backspace')) return;
    event.preventDefault();
    chip.click();
  });

  /* The neighbour takes its place; the last one gone, the way is back to the filters. */
  function lead() {
    if (left < 0) return;
    const chips = all(), next = chips[Math.min(left, chips.length - 1)] || document.querySelector('.filters summary.menu-head');
    left = -1;
    if (next) next.focus();
  }
  document.addEventListener('click', event => {
    const gone = event.target.closest && event.target.closest('.chip, .where-bar .reset');
    left = gone && gone === document.activeElement && event.detail === 0 ? Math.max(all().indexOf(gone), 0) : -1;
    if (left < 0) return;
    const bar = document.getElementById('where'), watch = new MutationObserver(() => { watch.disconnect(); lead(); });
    watch.observe(bar, { childList: true, subtree: true, attributes: true, characterData: true });
  });
})();
