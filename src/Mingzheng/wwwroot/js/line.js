// Sends over a bad line. A request is repeated with the same body, so it must carry an act id: the court does an act once.

/** What the court answered instead of doing it: problem+json (RFC 9457). */
export class Refused extends Error {
  constructor(problem, status) {
    super([problem.title, problem.detail].filter(Boolean).join(' '));
    this.code = problem.code ?? '';
    this.status = status;
  }
}

/** A fresh act id: UUIDv7 (RFC 9562), so that ids made in browsers sort by time like those of the court. */
export function newAct() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let index = 5; index >= 0; index--, time = Math.floor(time / 256)) bytes[index] = time % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** POSTs until an answer comes; throws when the line stays dead. 502 and 504 come from a proxy, not from the court. */
export async function send(url, { body, headers = {}, tries = 5, timeout = 20000, onRetry = () => {} }) {
  for (let attempt = 1; ; attempt++) {
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), timeout);
    try {
      const answer = await fetch(url, { method: 'POST', body, headers, signal: cut.signal });
      if (answer.status !== 502 && answer.status !== 504) return answer;
    } catch (error) {
      if (attempt >= tries) throw error;
    } finally {
      clearTimeout(timer);
    }
    if (attempt >= tries) throw new Error('The line is dead.');
    onRetry(attempt);
    await pause(400 * 2 ** attempt);
  }
}

/** POSTs and reads JSON; a refusal is thrown as Refused. */
export async function ask(url, { guard, headers = {}, ...rest }) {
  const answer = await send(url, { ...rest, headers: { Accept: 'application/json', 'X-Forgery-Guard': guard, ...headers } });
  const json = jsonIn(answer, await answer.text());
  if (!answer.ok) throw new Refused(json, answer.status);
  return json;
}

const jsonIn = (answer, text) => /json/.test(answer.headers.get('Content-Type') ?? '') && text ? JSON.parse(text) : {};

/** GETs once and reads the answer to its end within the limit: a line that hangs is cut, also in the middle of an answer. */
export async function get(url, { read, headers = {}, timeout = 15000 }) {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), timeout);
  try {
    const answer = await fetch(url, { headers, signal: cut.signal });
    return { answer, content: await read(answer) };
  } finally {
    clearTimeout(timer);
  }
}

/** GETs the bytes of a file of this type, again while the court or the line is away; a refusal is thrown as Refused. */
export async function getFile(url, type, { tries = 4, ...rest } = {}) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await getFileOnce(url, type, rest);
    } catch (error) {
      const final = error instanceof Refused && error.status < 500;
      if (final || attempt >= tries) throw error;
    }
    await pause(400 * 2 ** attempt);
  }
}

async function getFileOnce(url, type, rest) {
  const isFile = (answer) => answer.ok && (answer.headers.get('Content-Type') ?? '').startsWith(type);
  const { answer, content } = await get(url, {
    ...rest, headers: { Accept: `${type}, application/json` }, read: (answer) => isFile(answer) ? answer.arrayBuffer() : answer.text(),
  });
  if (isFile(answer)) return new Uint8Array(content);
  if (answer.ok) throw new Error('The answer is not the file.');
  throw new Refused(jsonIn(answer, content), answer.status);
}

/**
 * Goes where an act led. On the page that is open already only its live part is fetched again, so that a call on it goes on.
 */
export function go(path) {
  const target = new URL(path, location.href);
  if (target.pathname === location.pathname && document.querySelector('[data-live]')) dispatchEvent(new CustomEvent('court:answered'));
  else location.assign(target);
}
