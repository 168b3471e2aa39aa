// The judge hears and watches one person at a time, whose sound and picture are two files (AW-09). What is played, stopped or moved of one
// is so of the other, at the same moment of the meeting; when one waits for the line, the other waits for it. [data-together] holds the
// files of a person, [data-begins] says at which second of the meeting each begins. Without scripts each plays by itself.

const slack = 0.3; // seconds, more than an event takes to arrive and less than an ear finds odd
const enoughData = 3; // HAVE_FUTURE_DATA
const people = new WeakMap();

const begins = (player) => Number(player.dataset.begins);
const placeIn = (player, leader) => leader.currentTime + begins(leader) - begins(player);
const runs = (player) => !player.paused && !player.ended;

/** A file that has not begun at this moment of the meeting, or is over, is silent until its time comes. */
function isDue(player, leader) {
  const place = placeIn(player, leader);
  return place >= 0 && !(place > player.duration - slack);
}

function align(player, leader) {
  const place = placeIn(player, leader);
  if (Math.abs(player.currentTime - place) <= slack) return;
  player.currentTime = Math.max(0, Math.min(place, player.duration || place));
}

function run(player, leader, { held, started }) {
  held.delete(player);
  if (!isDue(player, leader)) return;
  align(player, leader);
  started.add(player);
  // Some browsers let only what was touched be heard: then it waits for its own button.
  player.play().catch(() => started.delete(player));
}

/** Stopped by us and not by the judge. */
function hold(player, held) {
  if (player.paused) return;
  held.add(player);
  player.pause();
}

const happenings = {
  play(player, person) {
    // Started by us: its leader may have been stopped meanwhile, and must not be started by its follower. Held again since: its event comes late.
    if (person.started.delete(player) || player.paused) return;
    person.held.delete(player);
    if (person.waiting.size === 0) person.others.filter((other) => !runs(other)).forEach((other) => run(other, player, person));
  },
  pause(player, { others, held, waiting }) {
    if (!player.paused || player.ended || held.has(player)) return;
    held.clear();
    waiting.clear();
    others.forEach((other) => other.pause());
  },
  seeking(player, { others, held }) {
    for (const other of others) {
      align(other, player);
      if (!isDue(other, player)) hold(other, held);
    }
  },
  waiting(player, { others, held, waiting }) {
    if (player.paused || player.readyState >= enoughData) return;
    waiting.add(player);
    others.forEach((other) => hold(other, held));
  },
  canplay: goOn,
  playing: goOn,
  error: goOn,
  timeupdate(player, person) {
    const { others, waiting } = person;
    if (!runs(player) || waiting.size > 0) return;
    // One leads, or both would mend each other. The ear notices a jump before the eye does.
    if (player.localName !== 'audio' && others.some((other) => other.localName === 'audio' && runs(other))) return;
    for (const other of others) {
      if (!runs(other)) run(other, player, person);
      else if (!other.seeking) align(other, player);
    }
  },
  ratechange(player, { others }) {
    others.filter((other) => other.playbackRate !== player.playbackRate).forEach((other) => { other.playbackRate = player.playbackRate; });
  },
};

function goOn(player, person) {
  const { others, held, waiting } = person;
  if (!waiting.delete(player) || waiting.size > 0) return;
  // What cannot be played leads nobody.
  const resumed = [player, ...others].filter((one) => held.has(one) && !one.error);
  resumed.forEach((one) => run(one, player.error ? one : player, person));
}

// Events of a player do not bubble; and the page brings players while it is open.
for (const [name, happening] of Object.entries(happenings)) {
  document.addEventListener(name, ({ target: player }) => {
    const person = player.closest?.('[data-together]');
    if (!person || !(player instanceof HTMLMediaElement)) return;
    // What cannot be played still waits and stops, for the browser stops it; the other does neither for that.
    if (player.error && name !== 'error') return;
    if (!people.has(person)) people.set(person, { held: new Set(), started: new Set(), waiting: new Set() });
    const others = [...person.querySelectorAll('audio, video')].filter((other) => other !== player && !other.error);
    happening(player, { others, ...people.get(person) });
  }, true);
}
