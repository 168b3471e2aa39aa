// Handwriting as strokes. Each point is [x, y, pressure, milliseconds since the first touch]; x, y and pressure are from 0
// to 1, y downwards, the pad is two wide by one high. The typed name is the way for whoever does not draw.
import { word } from './words.js';

const ink = '#14233d';
const nearest = 0.002;     // points closer than this add nothing
const mostPoints = 6000;

export function start(pad) {
  const canvas = pad.querySelector('canvas');
  const field = pad.querySelector('input[name=strokes]');
  const typed = pad.querySelector('input[name=typed-name]');
  const strokes = [];
  let begun = 0;
  let pen = null;

  pad.querySelector('[data-signature-paper]').hidden = false;
  pad.querySelector('[data-signature-tools]').hidden = false;
  pad.querySelector('[data-signature-typed]').open = typed.value !== '';

  function point(event) {
    const box = canvas.getBoundingClientRect();
    const clamp = (value) => Math.min(1, Math.max(0, value));
    const x = clamp((event.clientX - box.left) / box.width);
    const y = clamp((event.clientY - box.top) / box.height);
    return [round(x), round(y), round(pressure(event, x, y)), Math.round(event.timeStamp - begun)];
  }

  // Fingers and mice have no pressure: a fast stroke is a thin one, as with a brush.
  function pressure(event, x, y) {
    if (event.pointerType === 'pen' && event.pressure > 0) return event.pressure;
    const last = strokes.at(-1)?.at(-1);
    if (!last) return 0.5;
    const speed = Math.hypot((x - last[0]) * 2, y - last[1]) / Math.max(1, event.timeStamp - begun - last[3]);
    return last[2] * 0.7 + Math.max(0.2, 0.75 - speed * 120) * 0.3;
  }

  function add(event) {
    const stroke = strokes.at(-1);
    // A browser may know no parts of an event, or say that it has none.
    const parts = event.getCoalescedEvents?.() ?? [];
    for (const each of parts.length > 0 ? parts : [event]) {
      const next = point(each);
      const last = stroke.at(-1);
      const far = !last || Math.hypot((next[0] - last[0]) * 2, next[1] - last[1]) > nearest;
      if (far && strokes.flat().length < mostPoints) stroke.push(next);
    }
    draw();
  }

  canvas.addEventListener('pointerdown', (event) => {
    if (pen !== null || !event.isPrimary) return;
    event.preventDefault();
    pen = event.pointerId;
    canvas.setPointerCapture(pen);
    if (strokes.length === 0) begun = event.timeStamp;
    strokes.push([]);
    add(event);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (event.pointerId === pen) add(event);
  });
  for (const kind of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(kind, (event) => {
      if (event.pointerId !== pen) return;
      pen = null;
      field.value = JSON.stringify(strokes.filter((stroke) => stroke.length > 0));
    });
  }
  pad.querySelector('[data-signature-clear]').addEventListener('click', () => {
    strokes.length = 0;
    field.value = '';
    draw();
  });
  // Capture: before the form is sent by anyone else.
  pad.closest('form').addEventListener('submit', (event) => {
    if (field.value || typed.value.trim()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    complain(pad);
  }, { capture: true });

  function draw() {
    const scale = devicePixelRatio || 1;
    const { width, height } = canvas.getBoundingClientRect();
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const paper = canvas.getContext('2d');
    paper.strokeStyle = paper.fillStyle = ink;
    paper.lineCap = paper.lineJoin = 'round';
    // A stroke begun when the pad is full has no points.
    strokes.filter((stroke) => stroke.length > 0).forEach((stroke) => drawStroke(paper, stroke, canvas.width, canvas.height));
  }

  new ResizeObserver(draw).observe(canvas);
}

/** Through the middles of neighbouring points, so that corners become curves. */
function drawStroke(paper, stroke, width, height) {
  const thickness = (point) => height * (0.006 + 0.024 * point[2]);
  if (stroke.length === 1) {
    paper.beginPath();
    paper.arc(stroke[0][0] * width, stroke[0][1] * height, thickness(stroke[0]) / 2, 0, 7);
    paper.fill();
    return;
  }
  let [lastX, lastY] = [stroke[0][0] * width, stroke[0][1] * height];
  for (let index = 1; index < stroke.length; index++) {
    const before = stroke[index - 1];
    const here = stroke[index];
    const last = index === stroke.length - 1;
    const x = (last ? here[0] : (before[0] + here[0]) / 2) * width;
    const y = (last ? here[1] : (before[1] + here[1]) / 2) * height;
    paper.beginPath();
    paper.lineWidth = thickness(here);
    paper.moveTo(lastX, lastY);
    paper.quadraticCurveTo(before[0] * width, before[1] * height, x, y);
    paper.stroke();
    [lastX, lastY] = [x, y];
  }
}

function complain(pad) {
  let text = pad.querySelector('[data-signature-complaint]');
  if (!text) {
    text = document.createElement('p');
    text.className = 'wrong-text';
    text.dataset.signatureComplaint = '';
    text.setAttribute('role', 'alert');
    pad.querySelector('legend').after(text);
  }
  text.textContent = word('signature-needed');
  pad.scrollIntoView({ block: 'nearest' });
}

const round = (value) => Math.round(value * 10000) / 10000;
