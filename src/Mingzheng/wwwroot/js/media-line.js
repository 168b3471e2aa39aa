// Small judgements about a connection, its codecs and its state.

const WEAK_LOSS = 0.08;
const WEAK_ROUND_TRIP = 0.8;

/** Passes a state on only when it differs from the one before. */
export function once(onState) {
  let before;
  return (state, detail) => {
    if (state !== before) {
      before = state;
      onState(state, detail);
    }
  };
}

export function show(element, stream) {
  element.muted = true;
  element.playsInline = true;
  element.srcObject = stream;
  element.play().catch(() => { /* A muted picture that may not play yet plays with the person's first tap. */ });
}

export function works(connection) {
  return ['connected', 'completed'].includes(connection?.connectionState ?? '')
    || ['connected', 'completed'].includes(connection?.iceConnectionState ?? '');
}

/** The room speaks VP8; said early, the browser does not start another encoder first. */
export function preferVp8(transceiver, kind) {
  if (kind !== 'video' || !transceiver.setCodecPreferences) {
    return;
  }
  const codecs = (RTCRtpReceiver.getCapabilities?.('video') ?? { codecs: [] }).codecs;
  const wanted = codecs.filter((c) => /\/(vp8|rtx)$/i.test(c.mimeType));
  if (wanted.some((c) => /vp8/i.test(c.mimeType))) {
    transceiver.setCodecPreferences(wanted);
  }
}

/** What the other side says about our packets; absent until its first report. */
export async function isWeak(up) {
  const reports = [...(await up.getStats()).values()].filter((s) => s.type === 'remote-inbound-rtp');
  return reports.some((r) => (r.fractionLost ?? 0) > WEAK_LOSS || (r.roundTripTime ?? 0) > WEAK_ROUND_TRIP);
}
