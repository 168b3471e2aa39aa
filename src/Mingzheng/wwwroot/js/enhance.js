// Forms over a bad line. form[data-enhance] is sent by fetch with its own act id, again and again until an answer comes;
// what was typed stays on the page until the court has it. Without scripts the same form is a plain POST.
import { newAct, send } from './line.js';
import { morph } from './morph.js';
import { forgetDraft, forgetAllDrafts } from './drafts.js';
import { word } from './words.js';

const announcer = document.createElement('p');
announcer.className = 'unseen';
announcer.setAttribute('role', 'status');
document.body.append(announcer);

// What went out without an answer. The court may have done it: sent again unchanged it is the same act, changed it is another one.
const unanswered = new WeakMap();

addEventListener('submit', async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches('form[data-enhance]')) return;
  event.preventDefault();
  // A second tap while the first is under way is the same act.
  if (form.getAttribute('aria-busy') === 'true') return;
  form.setAttribute('aria-busy', 'true');
  announcer.textContent = word('sending');
  const content = contentOf(form, event.submitter);
  if (unanswered.has(form) && unanswered.get(form) !== content) renew(form);
  unanswered.set(form, content);
  try {
    const answer = await send(form.getAttribute('action') || location.href, {
      body: bodyOf(form, event.submitter),
      headers: { Accept: 'text/html' },
      onRetry: () => say(form, word('retrying')),
    });
    unanswered.delete(form);
    await show(form, answer);
  } catch {
    say(form, word('not-sent'));
  } finally {
    form.removeAttribute('aria-busy');
  }
});

// What a person has typed is marked, so that live updates leave it alone.
addEventListener('input', (event) => { event.target.dataset.typed = ''; });

// After pushState the way back is a fresh page: it may hold tokens and states that have changed.
// A link to a field of the same page (#field-name) is not a way back.
const pageOf = (url) => new URL(url, location.href).href.split('#')[0];
let shown = pageOf(location.href);
addEventListener('popstate', () => { if (pageOf(location.href) !== shown) location.reload(); });

/** A button with formenctype sends what was chosen as a file too; every other one only what was typed. */
function bodyOf(form, submitter) {
  const fields = new FormData(form);
  if (submitter?.name) fields.append(submitter.name, submitter.value);
  return submitter?.formEnctype === 'multipart/form-data' ? fields : typedOf(fields);
}

const typedOf = (fields) => new URLSearchParams([...fields].filter(([, value]) => typeof value === 'string'));

/** All but the act id and the token: what the person wants. */
function contentOf(form, submitter) {
  const body = bodyOf(form, submitter);
  for (const name of [...body.keys()]) if (name === 'act' || name.startsWith('__')) body.delete(name);
  return typedOf(body).toString();
}

function renew(form) {
  const act = form.querySelector('input[type=hidden][name=act]');
  if (act) act.value = newAct();
}

async function show(form, answer) {
  // An answer came: what was said of the line and of an earlier answer is over, also where a live part keeps the form for a moment.
  clear(form);
  form.querySelector('[data-error-summary]')?.remove();
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const refusal = page.querySelector('[data-refusal]');
  if (refusal && !answer.redirected) {
    showBeside(form, refusal);
    // The id stands for something else that was done: the page shows it, and what is sent next is an act of its own.
    if (refusal.dataset.refusal === 'ACT_REUSED') {
      renew(form);
      dispatchEvent(new CustomEvent('court:answered'));
    }
    return;
  }
  const again = page.querySelector('[data-error-summary]')?.closest('form');
  if (again && form.closest('[data-live]')) {
    showErrors(form, again);
    return;
  }
  // Drawn again, the form is not done with: what was typed stays as its draft.
  if (answer.redirected || !drawsAgain(page, form)) forgetDraft(form);
  if (form.closest('[data-live]')) settle(form);
  if (form.action.endsWith('/sign-out')) forgetAllDrafts();
  if (!page.querySelector('main') || needsReload(page)) {
    location.assign(answer.url);
    return;
  }
  if (answer.redirected && answer.url !== location.href) {
    history.pushState(null, '', answer.url);
    shown = pageOf(answer.url);
  }
  document.title = page.title;
  swap(page, answer.redirected);
  announcer.textContent = `${word('done')} ${page.title}`;
}

const drawsAgain = (page, form) =>
  [...page.querySelectorAll('form[data-draft]')].some((drawn) => drawn.dataset.draft === form.dataset.draft);

/** A live part keeps what a person typed and opened; the court has this now, so it is no longer either. */
function settle(form) {
  form.reset();
  form.querySelectorAll('[data-typed]').forEach((field) => { delete field.dataset.typed; });
  const folded = form.closest('details');
  if (folded) folded.open = false;
}

/** Another set of modules or another shell: then the browser opens the page itself. */
function needsReload(page) {
  const modules = (root) => [...root.querySelectorAll('script[src]')].map((script) => script.getAttribute('src')).join();
  return modules(page) !== modules(document) || page.documentElement.lang !== document.documentElement.lang;
}

function swap(page, isAnother) {
  for (const part of ['header.top', 'main']) {
    const old = document.querySelector(part);
    const fresh = page.querySelector(part);
    if (old && fresh) morph(old, fresh, { keepTyped: false });
  }
  document.body.className = page.body.className;
  dispatchEvent(new CustomEvent('court:swapped'));
  // Live parts keep themselves; they look at once what the act changed.
  dispatchEvent(new CustomEvent('court:answered'));
  const answer = document.querySelector('[data-error-summary], [data-announced]');
  if (answer) lookAt(answer);
  else if (isAnother) {
    document.querySelector('main').focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function lookAt(answer) {
  answer.focus({ preventScroll: true });
  answer.scrollIntoView({ block: 'start' });
}

/** A refusal stands in the form that was refused; nothing that was typed is lost. */
function showBeside(form, refusal) {
  refusal.classList.add('beside');
  refusal.dataset.said = '';
  refusal.tabIndex = -1;
  form.prepend(document.adoptNode(refusal));
  refusal.focus();
}

/** A live part keeps itself when its page comes again, so the form in it takes its errors by itself; morph.js leaves them there. */
function showErrors(form, again) {
  morph(form, again, { keepTyped: false });
  dispatchEvent(new CustomEvent('court:swapped'));
  lookAt(form.querySelector('[data-error-summary]'));
}

function say(form, text) {
  clear(form);
  const notice = document.createElement('p');
  notice.className = 'notice warning';
  notice.dataset.said = '';
  notice.setAttribute('role', 'alert');
  notice.textContent = text;
  form.append(notice);
}

function clear(form) {
  form.querySelectorAll('[data-said]').forEach((said) => said.remove());
}
