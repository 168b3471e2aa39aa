// Starts what a page needs. Every page works without it: forms are forms, menus are <details>, clocks are rendered.
import './enhance.js';
import { showClocks } from './clocks.js';
import { restoreDrafts } from './drafts.js';

// A part of a page is loaded only where it stands.
const parts = {
  '[data-live]': './live.js',
  '[data-file-drop]': './file-drop.js',
  '[data-signature-pad]': './signature-pad.js',
  '[data-prompter]': './prompter.js',
  '[data-camera]': './camera.js',
  '[data-signing]': './signing-key.js',
};

function start() {
  showClocks();
  restoreDrafts();
  for (const [selector, module] of Object.entries(parts)) {
    for (const element of document.querySelectorAll(`${selector}:not([data-started])`)) {
      // Marked before the module arrives, so that nothing starts twice; the mark also tells morph.js to leave it alone.
      element.dataset.started = '';
      import(module).then(({ start }) => start(element), () => {
        // The line was away: what cannot work without its module waits for it.
        delete element.dataset.started;
        setTimeout(start, 3000);
      });
    }
  }
}

// Only one menu is open at a time; Escape and a click elsewhere close it.
function closeMenus(except) {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (menu !== except) menu.open = false;
  }
}
addEventListener('click', (event) => closeMenus(event.target.closest('details.menu')));
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  document.activeElement?.closest('details.menu[open]')?.querySelector('summary').focus();
  closeMenus();
});

addEventListener('court:swapped', start);
start();
