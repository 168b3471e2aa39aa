// A live room: picture and sound beside the panel. The panel says when the person is inside; then camera and microphone are joined, and
// they stay joined whatever the panel shows next.
import { joinMedia } from './media.js';
import { word } from './words.js';

const stage = document.querySelector('[data-stage]');
const panel = document.getElementById('room-panel');
let call = null;
let refused = false;

const tile = (participant) => stage.querySelector(`[data-participant="${CSS.escape(participant)}"]`);

/** Shows a person's picture in the place kept for it, or the empty place again. */
function place(participant, stream) {
  const figure = tile(participant);
  if (!figure) return undefined;
  const video = figure.querySelector('video');
  video.srcObject = stream;
  video.hidden = !stream;
  figure.classList.toggle('seen', Boolean(stream));
  return stream ? video : undefined;
}

function say(state) {
  const line = panel.querySelector('[data-line]');
  if (!line) return;
  const note = line.querySelector('[data-line-note]');
  // Written only when it differs: the observer below hears its own writing.
  if (note.textContent === word(`room-${state}`)) return;
  line.dataset.state = state;
  note.textContent = word(`room-${state}`);
}

let state = 'connecting';

async function follow() {
  const wanted = panel.querySelector('[data-room-media]')?.dataset.roomMedia === 'on';
  if (wanted && !call && !refused) {
    call = join();
    call.catch(offerAgain);
  } else if (!wanted && call) {
    const ended = await call.catch(() => null);
    call = null;
    ended?.stop();
    stage.querySelectorAll('[data-participant]').forEach((figure) => place(figure.dataset.participant, null));
  }
  say(state);
}

function join() {
  const own = tile(stage.dataset.me);
  const local = own.querySelector('video');
  local.muted = true;
  local.hidden = false;
  own.classList.add('seen');
  const url = new URL(stage.dataset.mediaUrl, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return joinMedia({
    url: url.href, local, place,
    onState: (now) => { state = now; say(now); },
    onSilent: (hear) => askToHear(hear),
  });
}

/** Some phones play sound only after a touch. */
function askToHear(hear) {
  offer('room-tap-to-hear', hear);
}

/** Camera or microphone were refused, or another program holds them: the browser is asked again when the person wants it. */
function offerAgain() {
  call = null;
  refused = true;
  offer('room-try-camera-again', () => { refused = false; follow(); });
}

function offer(name, what) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button secondary';
  button.textContent = word(name);
  button.addEventListener('click', () => { button.remove(); what(); });
  stage.after(button);
}

new MutationObserver(follow).observe(panel, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-room-media'] });
follow();
