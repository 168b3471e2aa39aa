// A live room: picture and sound beside the panel. The panel says when the person is inside; then camera and microphone are joined, and
// they stay joined whatever the panel shows next.
import { joinMedia } from './media.js';
import { word } from './words.js';

const stage = document.querySelector('[data-stage]');
const panel = document.getElementById('room-panel');
const elsewhere = document.querySelector('[data-elsewhere]');
let call = null;
let refused = false;
let paper = false;
let tryAgain = null;

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
  const now = panel.querySelector('[data-room-media]')?.dataset ?? {};
  enlarge(now.large);
  const wanted = now.roomMedia === 'on';
  if (wanted && !call && !refused) {
    call = join();
    call.catch(offerAgain);
  } else if (!wanted && call) {
    const ended = await call.catch(() => null);
    call = null;
    moved(false);
    ended?.stop();
    stage.querySelectorAll('[data-participant]').forEach((figure) => place(figure.dataset.participant, null));
  }
  if (call) showPaper(now.paper === 'true');
  say(state);
}

/** Whoever the step is about is large. The pictures stay in their places in the page: one that is moved would stop. */
function enlarge(participant) {
  stage.querySelectorAll('[data-participant]').forEach((figure) => figure.classList.toggle('large', figure.dataset.participant === participant));
}

/** While the person holds a paper up, the camera is asked for a finer picture. */
function showPaper(shown) {
  if (paper === shown) return;
  paper = shown;
  call.then((joined) => joined.paper(shown)).catch(() => { /* The call itself did not begin: that is told elsewhere. */ });
}

/** A person is in the call with one window. In any other nothing can be pressed, so that nobody signs on a screen without a call. */
function moved(away) {
  panel.hidden = away;
  elsewhere.hidden = !away;
  if (away) place(stage.dataset.me, null);
}

function join() {
  paper = false;
  const own = tile(stage.dataset.me);
  const local = own.querySelector('video');
  local.muted = true;
  local.hidden = false;
  own.classList.add('seen');
  const url = new URL(stage.dataset.mediaUrl, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return joinMedia({
    url: url.href, local, place,
    onState: (now, why) => {
      state = now;
      say(now);
      if (now !== 'refused-camera') tryAgain?.remove();
      if (now === 'ended' && why === 'Replaced') moved(true);
    },
    onSilent: (hear) => askToHear(hear),
    onCameraLost: (again) => offerCamera(again),
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
  offerCamera(() => { refused = false; follow(); });
}

function offerCamera(again) {
  tryAgain?.remove();
  tryAgain = offer('room-try-camera-again', again);
}

function offer(name, what) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button secondary';
  button.textContent = word(name);
  button.addEventListener('click', () => { button.remove(); what(); });
  stage.after(button);
  return button;
}

/** On an iPhone only the picture itself can be shown so. */
function showFullScreen(figure) {
  if (document.fullscreenElement) return document.exitFullscreen();
  if (figure.requestFullscreen) return figure.requestFullscreen();
  return figure.querySelector('video').webkitEnterFullscreen?.();
}

stage.addEventListener('click', (event) => {
  const button = event.target.closest('[data-full-screen]');
  if (button) showFullScreen(button.closest('figure'));
});
document.addEventListener('fullscreenchange', () => {
  stage.querySelectorAll('[data-full-screen]').forEach((button) => {
    button.setAttribute('aria-pressed', String(button.closest('figure') === document.fullscreenElement));
  });
});
elsewhere.querySelector('[data-here]').addEventListener('click', () => {
  moved(false);
  call = null;
  follow();
});
new MutationObserver(follow).observe(panel, {
  subtree: true, childList: true, attributes: true, attributeFilter: ['data-room-media', 'data-large', 'data-paper'],
});
follow();
