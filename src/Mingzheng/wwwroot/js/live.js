// A part of the page that follows the journal. Events only say that something was written; the part is then fetched again
// and changed in place, so that what stands on the screen is always what the court would render now.
import { morph } from './morph.js';
import { pause } from './line.js';
import { word } from './words.js';

const heartbeat = 40000;   // the court sends one at least every 15 s
const longestPause = 8000;    // with its spread, back within ten seconds of the court's return

export function start(element) {
  let after = element.dataset.after;
  let source;
  let silence;
  let failures = 0;
  let wanted = false;
  let fetching = false;

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
    await pause(Math.min(longestPause, 300 * 2 ** failures) * (0.75 + Math.random() / 2));
    connect();
    // What was written meanwhile also comes as entries; asking at once shows it sooner.
    refresh();
  }

  async function refresh() {
    wanted = true;
    if (fetching) return;
    fetching = true;
    while (wanted && element.isConnected) {
      wanted = false;
      await fetchFragment(element).catch(() => {});
    }
    fetching = false;
  }

  document.addEventListener('visibilitychange', () => {
    // A phone freezes a page in the pocket: look again when it comes back.
    if (!document.hidden && element.isConnected) refresh();
  });
  addEventListener('court:answered', () => { if (element.isConnected) refresh(); });
  addEventListener('pagehide', () => source.close());
  // Back from the browser's page cache with a closed stream.
  addEventListener('pageshow', (event) => { if (event.persisted) lost(); });
  connect();
}

async function fetchFragment(element) {
  const answer = await fetch(element.dataset.live, { headers: { Accept: 'text/html' } });
  if (answer.status === 401 || answer.status === 403 || answer.redirected) {
    location.reload();
    return;
  }
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
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
