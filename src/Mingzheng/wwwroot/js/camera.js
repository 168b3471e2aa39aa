// One picture of the face for one comparison. It goes from the camera's memory straight into the request; no copy is kept
// on either side, and a camera that was opened for it is switched off as soon as it is sent.
import { ask, go, newAct, Refused } from './line.js';
import { word } from './words.js';

const quality = 0.9;
const widest = 1280;

export function start(check) {
  const part = (name) => check.querySelector(`[data-camera-${name}]`);
  const video = check.querySelector('video');
  let stream = null;
  let opened = false;
  let picture = null;

  part('tools').hidden = false;
  part('start').addEventListener('click', open);
  part('take').addEventListener('click', take);
  addEventListener('pagehide', close);

  async function open() {
    if (!navigator.mediaDevices?.getUserMedia) {
      say(word('camera-none'));
      return;
    }
    try {
      stream = ofTheCall();
      opened = !stream;
      stream ??= await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user', width: { ideal: 1280 } }, audio: false });
    } catch (error) {
      say(word(error.name === 'NotAllowedError' ? 'camera-refused' : 'camera-none'));
      return;
    }
    picture = null;
    video.srcObject = stream;
    await video.play();
    part('view').hidden = false;
    part('start').hidden = true;
    part('take').hidden = false;
    say(word('camera-ready'));
    part('take').focus();
  }

  async function take() {
    if (check.getAttribute('aria-busy') === 'true') return;
    check.setAttribute('aria-busy', 'true');
    say(word('camera-checking'));
    try {
      // The same picture is sent again after a dead line: the act id is the same.
      picture ??= await frame(video);
      const url = new URL(check.dataset.url, location.href);
      url.searchParams.set('act', check.dataset.act);
      const answer = await ask(url, {
        guard: check.dataset.guard,
        body: picture,
        headers: { 'Content-Type': 'image/jpeg' },
        timeout: 60000,
        onRetry: () => say(word('retrying')),
      });
      close();
      go(answer.next ?? location.pathname);
    } catch (error) {
      say(error instanceof Refused ? error.message : word('not-sent'));
      if (error instanceof Refused) again();
    } finally {
      check.removeAttribute('aria-busy');
    }
  }

  /** After an answer the next picture is another act. */
  function again() {
    close();
    check.dataset.act = newAct();
    part('view').hidden = true;
    part('take').hidden = true;
    part('start').hidden = false;
  }

  function close() {
    if (opened) stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    picture = null;
    video.srcObject = null;
  }

  function say(text) {
    part('state').textContent = text;
  }
}

/** In a room the camera runs already. Opened a second time, an iPhone would take it away from the call. */
function ofTheCall() {
  const stage = document.querySelector('[data-stage]');
  const own = stage?.querySelector(`[data-participant="${CSS.escape(stage.dataset.me)}"] video`)?.srcObject;
  return own?.getVideoTracks().some((track) => track.readyState === 'live') ? own : null;
}

async function frame(video) {
  const scale = Math.min(1, widest / video.videoWidth);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', quality); });
  canvas.width = canvas.height = 0;
  return blob;
}
