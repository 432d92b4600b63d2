/* The page that composes a wall: the small live picture, its shape, and the address to copy. */
(function () {
  'use strict';
  const SETTLE_MS = 600;
  let shape = [1920, 1080], waiting = 0, shown = '';

  const part = id => document.getElementById(id);

  /* The wall at its own size, made small as a whole: what is seen is what will hang. */
  function size() {
    const stage = part('wall-stage');
    if (!stage) return;
    const [width, height] = shape, room = stage.parentElement.clientWidth, most = innerHeight * 0.58, share = Math.min(room / width, most / height);
    stage.style.cssText = `width:${width * share}px;height:${height * share}px`;
    part('wall-preview').style.cssText = `width:${width}px;height:${height}px;transform:scale(${share})`;
  }

  function follow() {
    const link = part('setup-link'), frame = part('wall-preview');
    if (!link || !frame) return;
    const path = link.dataset.path, whole = location.origin + path;
    if (link.textContent !== whole) link.textContent = whole;
    if (path === shown && frame.src) return;
    shown = path;
    clearTimeout(waiting);
    waiting = setTimeout(() => { frame.contentWindow.location.replace(path); }, frame.src ? SETTLE_MS : 0);
  }

  async function copy(button) {
    const text = part('setup-link').textContent;
    try { await navigator.clipboard.writeText(text); } catch (fault) {
      const range = document.createRange();
      range.selectNodeContents(part('setup-link'));
      getSelection().removeAllRanges(); getSelection().addRange(range);
      if (!document.execCommand('copy')) return;
    }
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = button.dataset.copy; }, 2000);
  }

  document.addEventListener('click', event => {
    const button = event.target.closest && event.target.closest('#setup-copy, [data-shape]');
    if (!button) return;
    if (button.id === 'setup-copy') { copy(button); return; }
    shape = button.dataset.shape.split('x').map(Number);
    document.querySelectorAll('[data-shape]').forEach(each => {
      each.classList.toggle('on', each === button);
      each.setAttribute('aria-pressed', String(each === button));
    });
    size();
  });
  window.addEventListener('resize', size);
  document.addEventListener('teplokarta:drawn', event => { if (event.detail['setup-address']) { size(); follow(); } });
})();
