// The room's picture and sound in the browser. One connection brings camera and microphone up, one brings everyone else down; a WebSocket
// arranges both and may break and come back without disturbing either. Standard WebRTC only: Safari on iPhones must do all of it.

import { FACE, PAPER, limit, openCamera, sendingOf } from './media-camera.js';
import { isWeak, once, preferVp8, works } from './media-line.js';
import { OwnDevices } from './media-own.js';

const TROUBLE_BEFORE_RESTART = 3_000;
const TROUBLE_BEFORE_REBUILD = 12_000;
const FIRST_CONNECTION = 7_000;
const LOOK_EVERY = 1_000;
const LONGEST_PAUSE = 2_500;
const CLOSED_FOR_GOOD = 'ended';

/**
 * Joins the media of a room.
 *
 * @param {object} options
 * @param {string} options.url WebSocket address, relative to the page or absolute.
 * @param {HTMLVideoElement} options.local shows the person's own picture, muted.
 * @param {(participant: string, stream: MediaStream|null) => (HTMLMediaElement|void)} options.place puts a participant's stream on the page,
 *   or takes it away (null); the element it returns is played by us.
 * @param {(state: 'connecting'|'live'|'weak'|'unheard'|'reconnecting'|'refused-camera'|'ended', detail?: string) => void} options.onState
 *   'unheard': the room receives nothing of the camera or the microphone; 'refused-camera': one of them is not to be had, or not any more.
 * @param {(hear: () => Promise<void>) => void} [options.onSilent] the browser wants a tap before it plays sound: call hear() from one.
 * @param {(again: () => void) => void} [options.onCameraLost] what ended during the call was not given back: call again() when the person wants it.
 * @returns {Promise<{stop: () => void, paper: (shown: boolean) => Promise<void>, stream: MediaStream}>} paper() asks the camera for high
 *   definition while a paper is held up to it.
 * @throws the browser's own error when camera or microphone are refused, after onState('refused-camera').
 */
export async function joinMedia({ url, local, place, onState, onSilent = () => {}, onCameraLost = () => {} }) {
  const report = once(onState);
  report('connecting');
  const stream = await openCamera(report);
  const call = new Call({ url: new URL(url, location.href), stream, local, place, report, onSilent, onCameraLost });
  call.connect();
  return {
    stream,
    stop: () => call.stop(),
    paper: (shown) => call.show(shown ? PAPER : FACE),
  };
}

class Call {
  constructor(settings) {
    Object.assign(this, settings);
    this.url.protocol = this.url.protocol.replace('http', 'ws');
    this.peer = null;
    this.own = new OwnDevices(this.stream, this.local, (track) => this.sendInstead(track), this.onCameraLost);
    this.weak = false;
    this.attempts = 0;
    this.iceServers = [];
    this.streams = new Map();
    this.elements = new Map();
    this.work = Promise.resolve();
    this.watch = setInterval(() => this.look(), LOOK_EVERY);
    this.onLeave = () => this.stop();
    addEventListener('pagehide', this.onLeave);
  }

  // Signalling

  connect() {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ t: 'hello', peer: this.peer }));
    socket.onmessage = (event) => this.enqueue(() => this.receive(JSON.parse(event.data)));
    socket.onclose = () => {
      if (this.socket === socket && !this.stopped) {
        this.comeBack();
      }
    };
  }

  comeBack() {
    this.attempts += 1;
    if (!this.flows()) {
      this.tell('reconnecting');
    }
    const pause = Math.min(LONGEST_PAUSE, 250 * 2 ** Math.min(this.attempts, 6));
    this.retry = setTimeout(() => this.connect(), pause * (0.75 + Math.random() / 2));
  }

  send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
  }

  /** Offers and answers are handled strictly one after another. */
  enqueue(step) {
    this.work = this.work.then(step).catch((error) => this.recover(error));
  }

  recover(error) {
    if (!this.stopped) {
      console.warn('media:', error);
      this.rebuild();
    }
  }

  async receive(message) {
    switch (message.t) {
      case 'welcome':
        this.peer = message.peer;
        this.iceServers = message.iceServers;
        this.attempts = 0;
        if (message.resumed && this.pendingOffer) {
          this.send(this.pendingOffer);
        }
        break;
      case 'ready': await this.publish(); break;
      case 'published': await this.published(message.sdp); break;
      case 'offer': await this.receiveOffer(message); break;
      case 'tracks': if (message.line === this.line) { this.placeTracks(message.tracks); } break;
      case 'silence': if (message.line === this.line) { this.closeDown(); } break;
      case 'uplink': this.noteUplink(message); break;
      case 'ended': this.stop(message.reason); break;
    }
  }

  // Our camera and microphone

  /** The room is ready for us: whatever there was before is void. */
  async publish() {
    this.closeDown();
    this.up?.close();
    this.uplinkSilent = new Map();
    const up = this.connection('up');
    this.up = up;
    for (const track of this.stream.getTracks().sort((a, b) => a.kind.localeCompare(b.kind))) {
      const sendEncodings = [sendingOf(track.kind, this.own.picture)];
      const sender = up.addTransceiver(track, { direction: 'sendonly', streams: [this.stream], sendEncodings });
      preferVp8(sender, track.kind);
    }
    await this.offerUp({});
  }

  async offerUp(options) {
    await this.up.setLocalDescription(await this.up.createOffer(options));
    this.pendingOffer = { t: 'publish', sdp: this.up.localDescription.sdp };
    this.send(this.pendingOffer);
  }

  async published(sdp) {
    if (this.up?.signalingState === 'have-local-offer') {
      this.pendingOffer = null;
      await this.up.setRemoteDescription({ type: 'answer', sdp });
    }
  }

  async show(picture) {
    await this.own.show(picture);
    await this.limitPicture();
  }

  /** On a weak line high definition gives way to the sound. */
  limitPicture() {
    return limit(this.up, this.weak ? FACE.bits : this.own.picture.bits);
  }

  noteUplink({ kind, receiving }) {
    this.uplinkSilent?.set(kind, !receiving);
  }

  /** The node says that of the camera or the microphone nothing arrives; of one that is away nothing can. */
  unheard() {
    return !this.own.away && [...(this.uplinkSilent?.values() ?? [])].some(Boolean);
  }

  sendInstead(track) {
    const sender = this.up?.getSenders().find((one) => one.track?.kind === track.kind);
    sender?.replaceTrack(track).catch((error) => this.recover(error));
  }

  // The others

  async receiveOffer({ line, n, sdp, tracks }) {
    if (this.answered?.n === n) {
      this.send(this.answered);
      return;
    }
    if (line !== this.line) {
      this.closeDown();
      this.line = line;
      this.down = this.connection('down');
      this.down.ontrack = (event) => this.byMid.set(event.transceiver.mid, event.track);
    }
    await this.down.setRemoteDescription({ type: 'offer', sdp });
    await this.down.setLocalDescription(await this.down.createAnswer());
    this.answered = { t: 'answer', n, sdp: this.down.localDescription.sdp };
    this.send(this.answered);
    this.placeTracks(tracks);
  }

  placeTracks(tracks) {
    const present = new Map();
    for (const { mid, participant } of tracks) {
      const track = this.byMid.get(mid);
      if (track) {
        present.set(participant, [...(present.get(participant) ?? []), track]);
      }
    }
    for (const participant of [...this.streams.keys()].filter((p) => !present.has(p))) {
      this.takeAway(participant);
    }
    for (const [participant, list] of present) {
      this.placeStream(participant, list);
    }
  }

  placeStream(participant, tracks) {
    const before = this.streams.get(participant);
    if (before) {
      before.getTracks().filter((t) => !tracks.includes(t)).forEach((t) => before.removeTrack(t));
      tracks.filter((t) => !before.getTracks().includes(t)).forEach((t) => before.addTrack(t));
      return;
    }
    const stream = new MediaStream(tracks);
    this.streams.set(participant, stream);
    const element = this.place(participant, stream);
    if (element) {
      this.elements.set(participant, element);
      this.play(element);
    }
  }

  takeAway(participant) {
    this.streams.delete(participant);
    this.elements.delete(participant);
    this.place(participant, null);
  }

  async play(element) {
    try {
      await element.play();
    } catch (error) {
      if (error.name === 'NotAllowedError') {
        this.onSilent(() => Promise.all([...this.elements.values()].map((e) => e.play())).then(() => {}));
      }
    }
  }

  closeDown() {
    this.down?.close();
    this.down = null;
    this.line = null;
    this.answered = null;
    this.byMid = new Map();
    [...this.streams.keys()].forEach((participant) => this.takeAway(participant));
  }

  // Both connections

  connection(of) {
    const made = new RTCPeerConnection({ iceServers: this.iceServers, bundlePolicy: 'max-bundle' });
    made.addEventListener('connectionstatechange', () => { made.worked ||= works(made); });
    made.onicecandidate = ({ candidate }) => this.send({ t: 'candidate', of, candidate: candidate?.toJSON() ?? null });
    return made;
  }

  flows() {
    return works(this.up) && (!this.down || works(this.down));
  }

  /** Once a second: what state are we in, and has trouble lasted long enough to do something? */
  async look() {
    if (this.stopped) {
      return;
    }
    const open = this.socket?.readyState === WebSocket.OPEN;
    this.mend('up', this.up && (!works(this.up) || this.unheard()), open);
    this.mend('down', this.down && !works(this.down), open);
    if (this.up && this.flows()) {
      this.wasLive = true;
      await this.judgeLine();
    } else {
      this.tell(this.wasLive ? 'reconnecting' : 'connecting');
    }
  }

  async judgeLine() {
    this.weak = await isWeak(this.up);
    await this.limitPicture();
    this.tell(this.unheard() ? 'unheard' : this.weak ? 'weak' : 'live');
  }

  /** A camera or microphone that is away is told before all else: only the person can bring it back. */
  tell(state) {
    // The call may have ended while the line was judged.
    if (!this.stopped) this.report(this.own.away ? 'refused-camera' : state);
  }

  mend(of, troubled, open) {
    const key = `${of}Trouble`;
    if (!troubled || !open) {
      this[key] = null;
      return;
    }
    const now = performance.now();
    this[key] ??= { since: now, restarted: false };
    // A connection that never worked is given the time that a slow line needs for its first one.
    const lasted = now - this[key].since - (this[of].worked ? 0 : FIRST_CONNECTION);
    if (lasted > TROUBLE_BEFORE_REBUILD) {
      this[key] = null;
      this.enqueue(() => (of === 'up' ? this.rebuild() : this.send({ t: 'redo-down' })));
    } else if (lasted > TROUBLE_BEFORE_RESTART && !this[key].restarted) {
      this[key].restarted = true;
      this.enqueue(() => (of === 'up' ? this.restartUp() : this.send({ t: 'restart-down' })));
    }
  }

  async restartUp() {
    if (this.up?.signalingState === 'stable') {
      await this.offerUp({ iceRestart: true });
    }
  }

  rebuild() {
    this.pendingOffer = null;
    this.send({ t: 'rebuild' });
  }

  stop(reason) {
    if (this.stopped) {
      return;
    }
    this.stopped = true;
    clearInterval(this.watch);
    clearTimeout(this.retry);
    removeEventListener('pagehide', this.onLeave);
    this.closeDown();
    this.up?.close();
    this.own.stop();
    this.socket?.close(1000, CLOSED_FOR_GOOD);
    this.report('ended', reason);
  }
}
