// Turns the drawing of one line into the path operators of a PDF (ISO 32000-2, 8.5): letters as shapes, already joined, ordered and stacked as
// their script asks, so that a stamp on a signed document needs no font.

const group = /<(\/?)(g|use|path|image)\b([^>]*)>/g;

const fineness = 10;

/** What a page holds besides letters (a picture in place of a letter, as colour fonts have) cannot become ink. */
export class NotInk extends Error {}

/**
 * Takes the SVG that the compiler writes of a page. Returns `{ path, width, height }`: operators m, l, c and h with the origin at the bottom left of
 * the ink, in whole tenths of a point.
 */
export function outline(svg) {
  const [page, glyphs = ''] = svg.split('<defs id="glyph">');
  const shapes = new Map([...glyphs.matchAll(/<symbol id="(\w+)"[^>]*>\s*<path d="([^"]*)"/g)].map(([, id, d]) => [id, steps(d)]));
  const drawn = [];
  const transforms = [[fineness, 0, 0, -fineness, 0, 0]];
  for (const [whole, end, element, text] of page.slice(page.indexOf('>') + 1).matchAll(group)) {
    if (end) {
      transforms.pop();
    } else if (element === 'g') {
      const inner = after(transforms.at(-1), matrix(text));
      if (!whole.endsWith('/>')) transforms.push(inner);
    } else if (element === 'use') {
      const shape = shapes.get(attribute(text, 'xlink:href').slice(1));
      if (!shape) throw new NotInk('a letter is not a shape');
      draw(shape, after(transforms.at(-1), [1, 0, 0, 1, Number(attribute(text, 'x')), Number(attribute(text, 'y'))]), drawn);
    } else {
      throw new NotInk(`the line holds a ${element}`);
    }
  }
  if (drawn.length === 0) throw new NotInk('the line is empty');
  return within(drawn);
}

/** Moved to the corner of its own ink; the points that pull a curve count as if it came to them. */
function within(drawn) {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const at of drawn) {
    for (let i = 1; i < at.length; i += 2) {
      left = Math.min(left, at[i]);
      right = Math.max(right, at[i]);
      bottom = Math.min(bottom, at[i + 1]);
      top = Math.max(top, at[i + 1]);
    }
  }
  let path = '';
  for (const at of drawn) {
    for (let i = 1; i < at.length; i += 2) path += `${Math.round(at[i] - left)} ${Math.round(at[i + 1] - bottom)} `;
    path += `${at[0]} `;
  }
  return { path: path.trimEnd(), width: right - left, height: top - bottom };
}

function attribute(text, name) {
  return new RegExp(` ${name}="([^"]*)"`).exec(` ${text}`)?.[1] ?? '0';
}

function matrix(text) {
  const given = / transform="matrix\(([^)]*)\)"/.exec(text);
  if (!given && text.includes('transform=')) throw new NotInk('a transformation is not a matrix');
  return given ? given[1].split(' ').map(Number) : [1, 0, 0, 1, 0, 0];
}

/** First `b`, then `a`. */
function after([a1, b1, c1, d1, e1, f1], [a2, b2, c2, d2, e2, f2]) {
  return [
    a1 * a2 + c1 * b2, b1 * a2 + d1 * b2, a1 * c2 + c1 * d2, b1 * c2 + d1 * d2,
    a1 * e2 + c1 * f2 + e1, b1 * e2 + d1 * f2 + f1,
  ];
}

const length = { M: 2, L: 2, H: 1, V: 1, Q: 4, C: 6, Z: 0 };

/** The steps of an SVG path as [operator, x, y, ...] with absolute places, and cubic curves alone. */
function steps(d) {
  const tokens = d.match(/[a-df-zA-Z]|-?[\d.]+(?:e-?\d+)?/g) ?? [];
  const found = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (let next = 0; next < tokens.length;) {
    const letter = tokens[next];
    const kind = letter.toUpperCase();
    const count = length[kind];
    const [fromX, fromY] = letter === kind ? [0, 0] : [x, y];
    const at = [];
    for (let i = 0; i < count; i++) at.push(Number(tokens[next + 1 + i]) + (kind === 'V' || (kind !== 'H' && i % 2) ? fromY : fromX));
    if (count === undefined || at.some(Number.isNaN)) throw new NotInk(`a shape holds ${letter}`);
    next += 1 + count;
    if (kind === 'M') {
      // The compiler begins each path with a place that nothing is drawn from.
      if (found.at(-1)?.[0] === 'm') found.pop();
      [x, y, startX, startY] = [at[0], at[1], at[0], at[1]];
      found.push(['m', x, y]);
    } else if (kind === 'Z') {
      [x, y] = [startX, startY];
      found.push(['h']);
    } else if (kind === 'Q') {
      // A quadratic curve is the cubic one whose control points lie two thirds of the way.
      const third = (from, control) => from + (2 * (control - from)) / 3;
      found.push(['c', third(x, at[0]), third(y, at[1]), third(at[2], at[0]), third(at[3], at[1]), at[2], at[3]]);
      [x, y] = [at[2], at[3]];
    } else if (kind === 'C') {
      found.push(['c', ...at]);
      [x, y] = [at[4], at[5]];
    } else {
      [x, y] = kind === 'H' ? [at[0], y] : kind === 'V' ? [x, at[0]] : at;
      found.push(['l', x, y]);
    }
  }
  return found.at(-1)?.[0] === 'm' ? found.slice(0, -1) : found;
}

function draw(shape, [a, b, c, d, e, f], drawn) {
  for (const at of shape) {
    const placed = [at[0]];
    for (let i = 1; i < at.length; i += 2) placed.push(a * at[i] + c * at[i + 1] + e, b * at[i] + d * at[i + 1] + f);
    drawn.push(placed);
  }
}
