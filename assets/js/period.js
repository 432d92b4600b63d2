/* The moment «as of» of the period picker: a field of the day and one of the time, applied by the button or Enter. */
(function () {
  'use strict';
  const two = n => String(n).padStart(2, '0');

  /* The wall clock of the region at the full hour: the head's clock box names the zone. */
  function wallClock() {
    const box = document.getElementById('clock-box'), zone = box && box.dataset.zone;
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', {
      timeZone: zone || undefined, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23',
    }).formatToParts(new Date()).map(part => [part.type, part.value]));
    return `${parts.year}-${parts.month}-${parts.day}T${two(parts.hour)}:00`;
  }

  /* «12.11.2026» and «18:00» as the address wants them; null for what is no such day or time. */
  function moment(day, time) {
    const [, d, m, y] = /^\s*(\d{1,2})[.\/-](\d{1,2})[.\/-](\d{4})\s*$/.exec(day) || [], [, h, min] = /^\s*(\d{1,2})[:.](\d{2})\s*$/.exec(time) || [];
    if (!y || min === undefined) return null;
    const at = new Date(Date.UTC(+y, m - 1, +d, +h, +min));
    const same = at.getUTCDate() === +d && at.getUTCMonth() === m - 1 && at.getUTCHours() === +h && at.getUTCMinutes() === +min;
    return same ? `${y}-${two(m)}-${two(d)}T${two(h)}:${min}` : null;
  }

  function input(name, label, length) {
    const made = Object.assign(document.createElement('input'), { type: 'text', className: name, inputMode: 'numeric', maxLength: length, autocomplete: 'off' });
    made.setAttribute('aria-label', label);
    return made;
  }

  function fields(host) {
    const { day, time, show, wrong } = host.dataset, inputs = [input('day', day, 10), input('time', time, 5)];
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: show });
    const fault = Object.assign(document.createElement('span'), { className: 'fault', role: 'alert' });
    const apply = () => {
      const asof = moment(inputs[0].value, inputs[1].value), menu = host.closest('details');
      inputs.forEach(each => each.setAttribute('aria-invalid', String(!asof)));
      fault.textContent = asof ? '' : wrong;
      if (!asof) { inputs[0].focus(); return; }
      teplokarta.go({ asof });
      menu.open = false; menu.querySelector('summary').focus();
    };
    button.addEventListener('click', apply);
    host.addEventListener('keydown', event => { if (event.key === 'Enter' && event.target !== button) { event.preventDefault(); apply(); } });
    host.replaceChildren(...inputs, button, fault);
    return inputs;
  }

  document.addEventListener('toggle', event => {
    const host = event.target.id === 'period-more' && event.target.open && document.getElementById('moment');
    if (!host) return;
    const [day, time] = host.querySelector('input') ? host.querySelectorAll('input') : fields(host);
    const [date, clock] = (teplokarta.state().asof || wallClock()).split('T');
    day.value = date.split('-').reverse().join('.'); time.value = (clock || '00:00').slice(0, 5);
  }, true);
})();
