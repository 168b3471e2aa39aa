// What the camera is asked for, and how much of the line its picture may take. The media server lets in no more than the largest of these
// (JanusLink.cs).

const FRAMES = { ideal: 15, max: 15 };
const AUDIO = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Somebody who speaks. */
export const FACE = { camera: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: FRAMES }, bits: 500_000 };

/** Somebody who holds a paper up: it has to be read, and its photograph compared with the face (AW-05: high definition). */
export const PAPER = { camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: FRAMES }, bits: 1_200_000 };

export const ask = (picture) => navigator.mediaDevices.getUserMedia({ audio: AUDIO, video: picture.camera });

/** What is not heard is not said; a picture can be poor for a while. */
export const sendingOf = (kind, picture) => (kind === 'video' ? { maxBitrate: picture.bits } : { priority: 'high' });

/** Both, or the browser's own error. */
export async function openCamera(report) {
  try {
    return await ask(FACE);
  } catch (error) {
    report('refused-camera', error.name);
    throw error;
  }
}

/** Makes a camera that runs fit the picture; one that can do no better goes on as it is. */
export async function fit(stream, picture) {
  await Promise.all(stream.getVideoTracks().map((track) => track.applyConstraints(picture.camera).catch((error) => console.warn('camera:', error))));
}

/** What a picture may take of an open connection. */
export async function limit(up, bits) {
  const sender = up?.getSenders().find((one) => one.track?.kind === 'video');
  const sending = sender?.getParameters();
  if (!sending?.encodings?.length || sending.encodings[0].maxBitrate === bits) return;
  sending.encodings[0].maxBitrate = bits;
  await sender.setParameters(sending).catch((error) => console.warn('camera:', error));
}
