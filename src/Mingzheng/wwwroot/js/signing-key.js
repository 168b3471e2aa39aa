// Signs one document with a key made here for this act. The private key cannot be exported, not even by this page; the
// court gets the public key with a proof that we hold the private one. Before signing we check for ourselves that the
// prepared PDF begins with exactly the document that was read, and that the attributes to be signed name this PDF.
import { ask, getFile, go, newAct, Refused } from './line.js';
import { word } from './words.js';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const signing = { name: 'ECDSA', hash: 'SHA-256' };

/** What was shown or prepared is not what was read: nothing was signed. */
export class Mismatch extends Error {}

export const toBase64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
export const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** A key for one act; extractable false concerns the private half only. */
export async function makeKey(challenge) {
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign']);
  return {
    pair,
    spki: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)),
    proof: await crypto.subtle.sign(signing, pair.privateKey, challenge),
  };
}

/** Checks a prepared PDF (bytes) and its signed attributes (DER) against what was read; throws Mismatch. */
export async function check({ pdf, attributes, certificate, spki, documentBytes, documentDigest }) {
  demand(pdf.length > documentBytes, 'The prepared file is shorter than the document.');
  demand(toHex(await sha256(pdf.subarray(0, documentBytes))) === documentDigest, 'The document is not the one that was read.');
  const digest = await sha256(signedBytes(pdf, documentBytes));
  const values = readAttributes(attributes);
  // No signing time and nothing else that we do not understand: three attributes, each once (ETSI EN 319 122-1).
  demand(values.size === 3, 'There are other attributes than the three expected.');
  demand(equal(values.get('contentType'), [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01]), 'The content is not plain data.');
  demand(equal(values.get('messageDigest'), [0x04, 0x20, ...digest]), 'The attributes name another document.');
  demand(holds(values.get('signingCertificate'), await sha256(certificate)), 'The attributes name another certificate.');
  demand(holds(certificate, spki), 'The certificate is for another key.');
}

/** The bytes that the signature covers: all but the one gap, which must lie after the document that was read. */
function signedBytes(pdf, documentBytes) {
  // Latin-1 keeps one character a byte, so that places in the text are places in the file.
  const text = new TextDecoder('latin1').decode(pdf.subarray(documentBytes));
  const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  demand(ranges.length === 1, 'There is not exactly one place for a signature.');
  const [start, length, resume, rest] = ranges[0].slice(1).map(Number);
  demand(start === 0 && length > documentBytes && resume > length && resume + rest === pdf.length, 'The range does not cover the file.');
  demand(pdf[length] === 0x3c && pdf[resume - 1] === 0x3e, 'The gap is not the place of the signature.');
  demand(pdf.subarray(length + 1, resume - 1).every((byte) => byte === 0x30), 'The place of the signature is not empty.');
  const covered = new Uint8Array(length + rest);
  covered.set(pdf.subarray(0, length));
  covered.set(pdf.subarray(resume), length);
  return covered;
}

const known = {
  '2a864886f70d010903': 'contentType',
  '2a864886f70d010904': 'messageDigest',
  '2a864886f70d010910022f': 'signingCertificate',
};

/** SET OF SEQUENCE { OBJECT IDENTIFIER, SET OF value } (RFC 5652 5.3), read strictly. */
function readAttributes(der) {
  const values = new Map();
  for (const attribute of children(element(der, 0, 0x31, der.length), 0x30)) {
    const id = element(attribute, 0, 0x06);
    const set = element(attribute, id.end, 0x31, attribute.length);
    const name = known[toHex(id)] ?? toHex(id);
    demand(!values.has(name), 'An attribute stands twice.');
    values.set(name, set);
  }
  return values;
}

/** The content of one DER element; must end at `end` when that is given. */
function element(bytes, start, tag, end) {
  demand(bytes[start] === tag, 'The attributes are not well formed.');
  let length = bytes[start + 1];
  let from = start + 2;
  if (length & 0x80) {
    const size = length & 0x7f;
    demand(size >= 1 && size <= 3, 'The attributes are not well formed.');
    length = bytes.subarray(from, from + size).reduce((sum, byte) => sum * 256 + byte, 0);
    from += size;
  }
  demand(from + length <= bytes.length && (end === undefined || from + length === end), 'The attributes are not well formed.');
  const content = bytes.subarray(from, from + length);
  content.end = from + length;
  return content;
}

function* children(content, tag) {
  for (let place = 0; place < content.length;) {
    const child = element(content, place, tag);
    yield child;
    place = child.end;
  }
}

const equal = (one, other) => one?.length === other.length && one.every((byte, index) => byte === other[index]);
const holds = (bytes, part) => toHex(bytes ?? []).includes(toHex(part));

function demand(condition, message) {
  if (!condition) throw new Mismatch(message);
}

export function start(ceremony) {
  const form = ceremony.querySelector('form');
  const trouble = ceremony.querySelector('[data-signing-trouble]');

  // crypto.subtle exists only on https and on localhost.
  if (!globalThis.crypto?.subtle) {
    say(word('key-missing'));
    return;
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    say(null);
    try {
      go((await sign(ceremony.dataset, new FormData(form), (step) => progress(ceremony, step))).next);
    } catch (error) {
      progress(ceremony, null);
      say(explain(error));
      form.removeAttribute('aria-busy');
    }
  });

  form.querySelector('[data-when-ready]')?.removeAttribute('disabled');

  function say(text) {
    trouble.hidden = !text;
    trouble.textContent = text ?? '';
  }
}

function explain(error) {
  if (error instanceof Refused && error.message) return error.message;
  return word(error instanceof Mismatch ? 'key-mismatch' : 'key-stopped');
}

async function sign(data, form, step) {
  const post = (url, body) => ask(url, {
    guard: data.guard, timeout: 60000, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' },
  });
  step('key');
  const { pair, spki, proof } = await makeKey(fromBase64(data.challenge));
  const place = await post(data.keyUrl, {
    act: newAct(), spki: toBase64(spki), proof: toBase64(proof),
    strokes: JSON.parse(form.get('strokes') || '[]'), typedName: form.get('typed-name') || null,
  });
  step('check');
  // What is no file says nothing about the document: only a file that came whole can be another one than was read.
  const pdf = await getFile(place.prepared, 'application/pdf');
  const attributes = fromBase64(place.attributes);
  await check({
    pdf, attributes, certificate: fromBase64(place.certificate), spki,
    documentBytes: Number(data.documentBytes), documentDigest: data.documentDigest,
  });
  step('sign');
  const signature = await crypto.subtle.sign(signing, pair.privateKey, attributes);
  step('stamp');
  return post(data.signatureUrl, { act: form.get('act'), signature: toBase64(signature) });
}

function progress(ceremony, step) {
  const list = ceremony.querySelector('[data-signing-progress]');
  list.hidden = step === null;
  let passed = true;
  for (const item of list.children) {
    const now = item.dataset.step === step;
    if (now) passed = false;
    item.className = now ? 'now' : passed ? 'done' : '';
  }
}
