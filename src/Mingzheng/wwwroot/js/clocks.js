// The person's own clock beside Beijing time, in the zone of this device, and the running clock at the foot.
// A device's clock may be wrong, so the instant always comes from the court.
import { word } from './words.js';

const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const beijing = 'Asia/Shanghai';
const language = document.documentElement.lang;
let footOffset;

export function showClocks() {
  // The next page can then be rendered with both clocks, also the parts that scripts never see (print, documents).
  if (deviceZone) document.cookie = `zone=${encodeURIComponent(deviceZone)}; path=/; max-age=31536000; samesite=lax`;
  for (const clock of document.querySelectorAll('[data-both-clocks]')) {
    // Also over what the court wrote: its rules of time zones may be older than this device's, and one page must not say two times.
    showOwn(clock.querySelector('[data-own-clock]'), new Date(clock.dateTime));
  }
}

function showOwn(own, instant) {
  const zone = own.dataset.zone || deviceZone;
  if (!zone) return;
  let offset;
  try {
    offset = offsetOf(instant, zone);
  } catch {
    return; // A name that this browser does not know: what the court wrote stays.
  }
  if (offset === offsetOf(instant, beijing)) {
    own.replaceChildren(label(word('clock-same')));
    return;
  }
  own.replaceChildren(label(word('clock-own', offset)), ` ${write(instant, zone)}`);
}

function label(text) {
  const span = document.createElement('span');
  span.className = 'zone';
  span.textContent = text;
  return span;
}

const parts = (instant, timeZone, options) =>
  Object.fromEntries(new Intl.DateTimeFormat(language, { timeZone, hourCycle: 'h23', ...options })
    .formatToParts(instant).map(({ type, value }) => [type, value]));

/** UTC+8, UTC−3:30: worked out from the wall clock, for browsers that do not know shortOffset. */
function offsetOf(instant, timeZone) {
  const wall = parts(instant, timeZone, { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });
  const minutes = Math.round((Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute) - Math.floor(instant / 60000) * 60000) / 60000);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

function write(instant, timeZone) {
  const numbers = parts(instant, timeZone, { year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' });
  const time = `${numbers.hour}:${numbers.minute}`;
  if (language === 'en') {
    const month = parts(instant, timeZone, { month: 'long' }).month;
    return `${numbers.weekday} ${numbers.day} ${month} ${numbers.year}, ${time}`;
  }
  return `${numbers.year}年${numbers.month}月${numbers.day}日 ${numbers.weekday.replace(/^星期/, '周')} ${time}`;
}

function tick() {
  const clock = document.querySelector('[data-clock-now] [data-both-clocks]');
  if (!clock) return;
  footOffset ??= new Date(clock.dateTime) - Date.now();
  const now = new Date(Date.now() + footOffset);
  clock.dateTime = now.toISOString();
  clock.querySelector('.beijing').lastChild.nodeValue = ` ${write(now, beijing)}`;
  showOwn(clock.querySelector('[data-own-clock]'), now);
}

tick();
setInterval(tick, 10000);
