// Makes one element like another and touches only what differs, so that focus, scroll, playing pictures and typed text
// stay. Children are matched by id, else by their order and kind; a <details> also by its summary.

// Renewed at every rendering, or set by the part itself; they do not make a started part another one.
const renewed = new Set(['data-started', 'data-act', 'data-guard', 'data-first', 'data-after', 'class', 'aria-busy']);

/** @param {{ keepTyped: boolean }} how keepTyped leaves what the person is typing, for updates that nobody asked for */
export function morph(from, to, how) {
  copyAttributes(from, to, how);
  if (from.localName === 'textarea') return copyValue(from, to.defaultValue, how);
  let next = from.firstChild;
  const all = [...to.childNodes];
  for (const [index, wanted] of all.entries()) {
    const match = find(next, wanted, how);
    if (!match) {
      from.insertBefore(wanted, next);
      continue;
    }
    next = removeSkipped(next, match, all.slice(index + 1), how);
    if (match === next) next = next.nextSibling;
    else from.insertBefore(match, next);
    change(match, wanted, how);
  }
  while (next) {
    const rest = next;
    next = next.nextSibling;
    if (!isSaid(rest, how)) rest.remove();
  }
}

/** What is not wanted any more goes before what stands behind it is moved up: whatever is moved loses its focus. */
function removeSkipped(start, match, later, how) {
  let first = null;
  for (let node = start; node !== match;) {
    const skipped = node;
    node = node.nextSibling;
    const stays = isSaid(skipped, how) || (skipped.nodeType === Node.ELEMENT_NODE && later.some((wanted) => isSame(skipped, wanted)));
    if (stays) first ??= skipped;
    else skipped.remove();
  }
  return first ?? match;
}

// The court's answer to a press of this person: an update that somebody else caused must not take it away before it is read.
function isSaid(node, how) {
  return how.keepTyped && node.dataset?.said !== undefined;
}

function find(start, wanted, how) {
  for (let node = start; node; node = node.nextSibling) {
    if (!isSaid(node, how) && isSame(node, wanted)) return node;
  }
  return null;
}

const isSame = (node, wanted) => node.nodeType === wanted.nodeType && node.nodeName === wanted.nodeName
  && (node.id ?? '') === (wanted.id ?? '') && summaryOf(node) === summaryOf(wanted);

/** What a person opened is this thing, and never the next one that comes to stand in its place. */
function summaryOf(node) {
  return node.localName === 'details' ? node.querySelector(':scope > summary')?.textContent.trim() : null;
}

function change(node, wanted, how) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.nodeValue !== wanted.nodeValue) node.nodeValue = wanted.nodeValue;
    return;
  }
  if ('keep' in node.dataset) return;
  if (how.keepTyped && isInUse(node, wanted)) return;
  if ('started' in node.dataset) {
    if (!samePart(node, wanted)) node.replaceWith(wanted);
    return;
  }
  morph(node, wanted, how);
}

/** A form that is being sent, or that says what was wrong with it, is its sender's until it is sent again. */
function isInUse(node, wanted) {
  return node.localName === 'form' && targetOf(node) === targetOf(wanted)
    && (node.getAttribute('aria-busy') === 'true' || node.querySelector('[data-error-summary]') !== null);
}

/** Where a form goes; the act in the address of an upload is another at every rendering. */
function targetOf(form) {
  const target = new URL(form.getAttribute('action'), location.href);
  target.searchParams.delete('act');
  return target.href;
}

function samePart(node, wanted) {
  return [...new Set([...node.getAttributeNames(), ...wanted.getAttributeNames()])]
    .every((name) => renewed.has(name) || node.getAttribute(name) === wanted.getAttribute(name));
}

function copyAttributes(from, to, how) {
  for (const name of from.getAttributeNames()) {
    // What the person opened stays open, and what the person typed stays marked as typed.
    const byPerson = how.keepTyped && (name === 'open' || name === 'data-typed');
    if (!to.hasAttribute(name) && !byPerson) from.removeAttribute(name);
  }
  for (const name of to.getAttributeNames()) {
    if (from.getAttribute(name) !== to.getAttribute(name)) from.setAttribute(name, to.getAttribute(name));
  }
  if (from.localName !== 'input') return;
  if (from.type !== 'checkbox' && from.type !== 'radio') copyValue(from, to.defaultValue, how);
  else if (!how.keepTyped) from.checked = to.defaultChecked;
}

function copyValue(field, value, how) {
  const typed = field === document.activeElement || field.dataset.typed !== undefined;
  if (field.type === 'file' || (how.keepTyped && typed && field.type !== 'hidden')) return;
  if (field.value !== value) field.value = value;
}
