"""The small inline script of a wall that loads the page again when its own scripts did not come."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

SCRIPT = """(function () {
  var KEY = 'teplokarta.wall.tries', memory;
  try { memory = sessionStorage; memory.getItem(KEY); } catch (fault) { memory = null; }
  var tries = memory ? Number(memory.getItem(KEY)) || 0 : 0;
  var timer = setInterval(function () {
    if (document.querySelector('.wall-scene, .problem')) { if (memory) memory.removeItem(KEY); clearInterval(timer); return; }
    fetch(location.href, { cache: 'no-store' }).then(function (answer) {
      if (!answer.ok) return;
      if (memory) memory.setItem(KEY, tries + 1);
      location.reload();
    }).catch(function () {});
  }, Math.min(20000 * Math.pow(2, tries), 300000));
})();"""
"""Nobody is at the keyboard to do it. It waits longer after each try, so that a slow machine is not kept from loading."""

HASH = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"
"""Lets the script through the content policy of dashboard/guard.py."""
