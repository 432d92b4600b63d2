/* Copies a command that is shown beside its button, and says that it did. */
(function () {
  'use strict';
  document.addEventListener('click', async event => {
    const button = event.target.closest && event.target.closest('button[data-copy]');
    if (!button) return;
    const said = button.dataset.said || (button.dataset.said = button.textContent);
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    } catch {
      getSelection().selectAllChildren(button.previousElementSibling);
    }
    setTimeout(() => { button.textContent = said; }, 2000);
  });
})();
