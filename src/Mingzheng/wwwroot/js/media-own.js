// A person's own camera and microphone during a call. What ends (unplugged, or taken by another program) is asked for again, once for all
// that ended together; what was not given back is away until the person has tried again.

import { FACE, ask, fit } from './media-camera.js';
import { show } from './media-line.js';

export class OwnDevices {
  /**
   * @param {MediaStream} stream goes on as the same one, with other tracks.
   * @param {HTMLVideoElement} local shows it, muted.
   * @param {(track: MediaStreamTrack) => Promise<void>} onFresh a track that takes the place of the one of its kind.
   * @param {(again: () => void) => void} onLost nothing came in its place: call again() when the person wants it.
   */
  constructor(stream, local, onFresh, onLost) {
    Object.assign(this, { stream, local, onFresh, onLost });
    this.picture = FACE;
    this.onEnded = () => this.again();
    stream.getTracks().forEach((track) => track.addEventListener('ended', this.onEnded));
    show(local, stream);
  }

  /** Whether something of it does not run. */
  get away() {
    return this.stream.getTracks().some((track) => track.readyState === 'ended');
  }

  /** Asks for what is away; whoever comes while the browser is being asked waits for that answer. */
  again() {
    if (this.away && !this.stopped) {
      this.asking ??= this.replace().finally(() => { this.asking = null; });
    }
  }

  async show(picture) {
    this.picture = picture;
    await fit(this.stream, picture);
  }

  stop() {
    this.stopped = true;
    this.stream.getTracks().forEach((track) => this.end(track));
    this.local.srcObject = null;
  }

  async replace() {
    const fresh = await ask(this.picture).catch((error) => console.warn('camera:', error));
    // The call may have ended while the person was asked: then nothing is to run.
    if (this.stopped) {
      fresh?.getTracks().forEach((track) => track.stop());
      return;
    }
    fresh?.getTracks().forEach((track) => this.take(track));
    if (fresh) show(this.local, this.stream);
    if (this.away) this.onLost(() => this.again());
  }

  take(track) {
    const old = this.stream.getTracks().find((one) => one.kind === track.kind);
    if (old) {
      this.stream.removeTrack(old);
      this.end(old);
    }
    this.stream.addTrack(track);
    track.addEventListener('ended', this.onEnded);
    this.onFresh(track);
  }

  end(track) {
    track.removeEventListener('ended', this.onEnded);
    track.stop();
  }
}
