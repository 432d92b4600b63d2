/* The clock of the region: its zone and language stand in the page. */
(function () {
  'use strict';
  let written = '';

  function write() {
    const box = document.getElementById('clock-box');
    if (!box) return;
    const zone = box.dataset.zone, lang = box.dataset.lang === 'en' ? 'en-GB' : 'ru-RU', now = new Date();
    const time = now.toLocaleTimeString(lang, { hour: '2-digit', minute: '2-digit', timeZone: zone });
    const date = now.toLocaleDateString(lang, { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone });
    const clock = document.getElementById('clock'), day = document.getElementById('date');
    if (written === time + date && clock.textContent) return;
    written = time + date;
    clock.textContent = time;
    day.textContent = date;
  }

  setInterval(write, 1000);
  new MutationObserver(write).observe(document.documentElement, { childList: true, subtree: true });
})();
