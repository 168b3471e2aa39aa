// A half-filled form[data-draft] survives a reload, a dead battery's restart of the tab, a wrong tap on Back. It is kept in
// this tab only (sessionStorage) and forgotten when the court has it or the person signs out; a refusal keeps it. Files, hidden
// fields and passwords are not kept.
import { word } from './words.js';

const prefix = 'draft:';
const keyOf = (form) => `${prefix}${new URL(form.action).pathname}:${form.dataset.draft}`;
const fieldsOf = (form) => [...form.elements].filter((field) =>
  field.name && !['hidden', 'file', 'password', 'submit', 'button', 'fieldset'].includes(field.type));

addEventListener('input', (event) => {
  const form = event.target.form;
  if (form?.dataset.draft !== undefined) keep(form);
});

function keep(form) {
  const values = fieldsOf(form).map((field) => [field.name, field.value, isTick(field) ? field.checked : null]);
  store((storage) => storage.setItem(keyOf(form), JSON.stringify(values)));
}

export function restoreDrafts() {
  for (const form of document.querySelectorAll('form[data-draft]')) {
    // What the court sent back, mostly with what is wrong with it, is newer than the draft and takes its place: it outlives a reload too.
    if ('filled' in form.dataset) keep(form);
    if (form.querySelector('[data-error-summary]') || 'filled' in form.dataset || 'restored' in form.dataset) continue;
    form.dataset.restored = '';
    store((storage) => restore(form, JSON.parse(storage.getItem(keyOf(form)) ?? '[]')));
  }
}

export function forgetDraft(form) {
  if (form.dataset.draft !== undefined) store((storage) => storage.removeItem(keyOf(form)));
}

export function forgetAllDrafts() {
  store((storage) => Object.keys(storage).filter((key) => key.startsWith(prefix)).forEach((key) => storage.removeItem(key)));
}

function restore(form, values) {
  const fields = fieldsOf(form);
  let changed = false;
  for (const [name, value, ticked] of values) {
    const field = fields.find((candidate) => candidate.name === name && (ticked === null || candidate.value === value));
    if (!field || (ticked === null ? field.value === value : field.checked === ticked)) continue;
    if (ticked === null) field.value = value;
    else field.checked = ticked;
    field.dataset.typed = '';
    changed = true;
  }
  if (!changed) return;
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.setAttribute('role', 'status');
  notice.textContent = word('draft');
  form.prepend(notice);
}

const isTick = (field) => field.type === 'checkbox' || field.type === 'radio';

// Storage may be forbidden (private windows, policies); a draft is a convenience.
function store(use) {
  try {
    use(sessionStorage);
  } catch {
    // Nothing was kept.
  }
}
