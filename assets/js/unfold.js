/* On a phone a long list shows its first rows; this button shows or hides the rest. */
(function () {
  'use strict';
  addEventListener('click', event => {
    const button = event.target.closest && event.target.closest('button[data-unfold]'), card = button && button.closest('.card');
    if (card) card.toggleAttribute('data-unfolded');
  });
})();
