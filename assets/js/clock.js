/* The clock of the region: its zone and language stand in the page. */
(function () {
  'use strict';

  /* The calendar of dash-mantine-components reads its language from here (a dayjs locale): «22 ноября 2026», but «ноябрь 2026». */
  const alone = 'январь_февраль_март_апрель_май_июнь_июль_август_сентябрь_октябрь_ноябрь_декабрь'.split('_');
  const dated = 'января_февраля_марта_апреля_мая_июня_июля_августа_сентября_октября_ноября_декабря'.split('_');
  window.dayjs_locale_ru = {
    name: 'ru', weekStart: 1,
    weekdays: 'воскресенье_понедельник_вторник_среда_четверг_пятница_суббота'.split('_'),
    weekdaysShort: 'вс_пн_вт_ср_чт_пт_сб'.split('_'), weekdaysMin: 'вс_пн_вт_ср_чт_пт_сб'.split('_'),
    months: (at, format) => (/D[\s.]*MMMM/.test(format) ? dated : alone)[at.month()],
    monthsShort: 'янв_фев_мар_апр_май_июн_июл_авг_сен_окт_ноя_дек'.split('_'),
    formats: { LT: 'HH:mm', L: 'DD.MM.YYYY', LL: 'D MMMM YYYY' }, ordinal: day => day,
  };
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
