// A text read aloud, one large clause at a time. Each clause's end is posted when it happens: the times are those of the
// court's clock, and the reading can be found in the recording. A clause begins where the one before ended, so that a
// clause costs one round trip.
import { ask, newAct, Refused } from './line.js';
import { word } from './words.js';

export function start(prompter) {
  const clauses = [...prompter.querySelectorAll('[data-clause]')];
  const tools = prompter.querySelector('[data-prompter-tools]');
  const next = prompter.querySelector('[data-prompter-next]');
  const finish = prompter.querySelector('[data-prompter-finish]');
  const trouble = prompter.querySelector('[data-prompter-trouble]');
  let index = Number(prompter.dataset.first) - 1;
  let begun = false;
  // An act that found no answer keeps its id, so that pressing again repeats it instead of marking twice.
  let pending = null;

  async function mark() {
    pending ??= { act: newAct(), clause: index + 1 };
    await ask(prompter.dataset.marks, {
      guard: prompter.dataset.guard,
      body: new URLSearchParams(pending),
      onRetry: () => say(word('retrying')),
    });
    pending = null;
  }

  async function step() {
    if (next.getAttribute('aria-disabled') === 'true') return;
    next.setAttribute('aria-disabled', 'true');
    try {
      say(null);
      if (begun) {
        await mark();
        index++;
      }
      begun = index < clauses.length;
    } catch (error) {
      // A refusal is final for this mark and says what is next: the text was changed and the reading starts again, or the
      // clause was read too fast, or the recorder hears somebody no more. The clause stays; the button tries anew.
      if (error instanceof Refused) pending = null;
      say(error instanceof Refused ? error.message : word('prompter-stopped'));
    }
    next.removeAttribute('aria-disabled');
    show();
  }

  function show() {
    const done = index >= clauses.length;
    clauses.forEach((clause, position) => {
      clause.classList.toggle('now', position === index);
      clause.classList.toggle('begun', position === index && begun);
      clause.classList.toggle('read', position < index);
    });
    prompter.classList.toggle('running', !done);
    prompter.querySelector('progress').value = Math.min(index, clauses.length);
    prompter.querySelector('[data-prompter-progress]').textContent = done
      ? word('prompter-done')
      : word('prompter-progress', index + 1, clauses.length);
    tools.hidden = done;
    finish.hidden = !done;
    if (begun) next.lastElementChild.textContent = word(index === clauses.length - 1 ? 'prompter-last' : 'prompter-next');
    if (done) finish.querySelector('button')?.focus();
  }

  function say(text) {
    trouble.hidden = !text;
    trouble.textContent = text ?? '';
  }

  next.addEventListener('click', step);
  addEventListener('keydown', (event) => {
    // A page turner or the arrow key, unless the person is typing.
    const typing = event.target.closest?.('input, textarea, select, button, [contenteditable]');
    if (prompter.isConnected && !tools.hidden && !typing && ['ArrowRight', 'PageDown'].includes(event.key)) {
      event.preventDefault();
      step();
    }
  });
  show();
}
