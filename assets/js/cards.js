/* What the cards' buttons do: print the page, copy a table as text. */
(function () {
  'use strict';
  const SAID_MS = 1600;

  /* Rows by lines, cells by tabs: a spreadsheet takes it as it is. */
  const text = table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim().replace(/\s+/g, ' ')).join('\t')).join('\n');

  function say(button, word) {
    const was = button.dataset.was || button.textContent;
    button.dataset.was = was;
    button.textContent = word;
    setTimeout(() => { button.textContent = was; }, SAID_MS);
  }

  async function copy(button) {
    const table = (button.closest('.card, .twin') || document).querySelector('table');
    if (!table) return;
    try { await navigator.clipboard.writeText(text(table)); say(button, button.dataset.done); }
    catch (fault) { getSelection().selectAllChildren(table); say(button, button.dataset.selected); }
  }

  addEventListener('click', event => {
    const button = event.target.closest && event.target.closest('button[data-print], button[data-copy]');
    if (!button) return;
    if ('print' in button.dataset) print(); else copy(button);
  });
})();
