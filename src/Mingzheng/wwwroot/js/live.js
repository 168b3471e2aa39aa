// A part of the page that follows the journal. Events only say that something was written; the part is then fetched again
// and changed in place, so that what stands on the screen is always what the court would render now.
import { morph } from './morph.js';
import { get, pause } from './line.js';
import { word } from './words.js';

const heartbeat = 40000;   // the court sends one at least every 15 s
const longestPause = 8000;    // with its spread, back within ten seconds of the court's return
const longestAnswer = 15000;  // a request that hangs is given up, or the screen would stand still until somebody reloads it
const longestWait = 3600;     // seconds; a part that changes later is looked at before

export function start(element) {
  let after = element.dataset.after;
  let source;
  let silence;
  let failures = 0;
  let wanted = false;
  let fetching = false;
  let later;

  function connect() {
    if (!element.isConnected) return;
    const url = new URL(element.dataset.events, location.href);
    url.searchParams.set('after', after);
    source = new EventSource(url);
    listen();
    source.addEventListener('open', alive);
    source.addEventListener('hb', alive);
    source.addEventListener('entry', (event) => {
      alive();
      after = event.lastEventId || after;
      element.dispatchEvent(new CustomEvent('court:entry', { bubbles: true, detail: event.data }));
      // A recording writes every second, and whoever is refused can be so all day: neither changes what is shown.
      const quiet = (element.dataset.quiet ?? '').split(' ').filter(Boolean);
      const { kind } = JSON.parse(event.data);
      if (!quiet.some((beginning) => kind.startsWith(beginning))) refresh();
    });
    // An EventSource gives up for good on an HTTP error: we always make a new one, from the last cursor.
    source.addEventListener('error', lost);
  }

  function listen() {
    clearTimeout(silence);
    silence = setTimeout(lost, heartbeat);
  }

  function alive() {
    if (failures > 1) trouble(element, null);
    failures = 0;
    listen();
  }

  async function lost() {
    source.close();
    clearTimeout(silence);
    failures++;
    if (failures > 1) trouble(element, word('live-lost'));
    await pause(backoff(failures));
    connect();
    // What was written meanwhile also comes as entries; asking at once shows it sooner.
    refresh();
  }

  async function refresh() {
    wanted = true;
    if (fetching) return;
    fetching = true;
    let missed = 0;
    while (wanted && element.isConnected) {
      wanted = false;
      // A fault in drawing is no fault of the line: asked again it would be the same.
      if (await fetchFragment(element).catch(() => true)) {
        missed = 0;
        lookAgain();
        continue;
      }
      // What stands there may be old, and no further entry need come to say so.
      wanted = true;
      await pause(backoff(++missed));
    }
    fetching = false;
  }

  /** What changes with the time alone says in how many seconds: nothing is written then. */
  function lookAgain() {
    clearTimeout(later);
    const seconds = element.querySelector('[data-look-again]')?.dataset.lookAgain;
    if (seconds) later = setTimeout(refresh, Math.min(Number(seconds), longestWait) * 1000);
  }

  document.addEventListener('visibilitychange', () => {
    // A phone freezes a page in the pocket: look again when it comes back.
    if (!document.hidden && element.isConnected) refresh();
  });
  addEventListener('court:answered', () => { if (element.isConnected) refresh(); });
  addEventListener('pagehide', () => source.close());
  // Back from the browser's page cache with a closed stream.
  addEventListener('pageshow', (event) => { if (event.persisted) lost(); });
  lookAgain();
  connect();
}

const backoff = (failures) => Math.min(longestPause, 300 * 2 ** failures) * (0.75 + Math.random() / 2);

/** False when the court or the line was away: then it has to be asked again. */
async function fetchFragment(element) {
  const asked = await get(element.dataset.live, {
    headers: { Accept: 'text/html' }, timeout: longestAnswer, read: (answer) => answer.text(),
  }).catch(() => null);
  if (!asked || asked.answer.status >= 500) return false;
  if (asked.answer.status === 401 || asked.answer.status === 403 || asked.answer.redirected) location.reload();
  else if (asked.answer.ok) show(element, asked.content);
  return true;
}

function show(element, html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  // The procedure has moved on to another page.
  const go = page.querySelector('[data-go]');
  if (go) {
    location.assign(go.dataset.go);
    return;
  }
  const fresh = element.cloneNode(false);
  fresh.append(...page.body.childNodes);
  morph(element, fresh, { keepTyped: true });
  dispatchEvent(new CustomEvent('court:swapped'));
}

function trouble(element, text) {
  const id = `${element.id}-trouble`;
  document.getElementById(id)?.remove();
  if (!text) return;
  const notice = document.createElement('p');
  notice.id = id;
  notice.className = 'notice warning live-trouble';
  notice.setAttribute('role', 'status');
  notice.textContent = text;
  element.before(notice);
}
