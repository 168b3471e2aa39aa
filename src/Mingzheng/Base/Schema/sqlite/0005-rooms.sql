-- One engine for every kind of meeting.
create table rooms(
  id text primary key, kind text not null, court_id text not null references courts(id), case_id text not null references cases(id),
  subject_id text not null, starts_at integer not null, opened_at integer, closed_at integer, closing text);
create index rooms_by_subject on rooms(subject_id);

create table room_participants(
  id text primary key, room_id text not null references rooms(id), account_id text not null references accounts(id), role text not null,
  name blob not null, arrived_at integer, admitted_at integer, aside_since integer, left_at integer, unique(room_id, account_id));
create index room_participants_by_account on room_participants(account_id);

-- A step done, by whom and when; a step that has to be repeated is superseded, never removed.
create table room_steps(
  id text primary key, room_id text not null references rooms(id), step text not null, done_at integer not null, done_by text not null,
  superseded_at integer, superseded_why text);
create index room_steps_by_room on room_steps(room_id);

create table room_answers(
  id text primary key, room_id text not null references rooms(id), question text not null, text_sha256 text not null,
  participant_id text not null references room_participants(id), answer blob not null, agreed integer, private integer not null,
  at integer not null, written_by text not null, superseded_at integer);
create index room_answers_by_room on room_answers(room_id);

-- Reading aloud: what was read is fixed by its digest; each clause has its times.
create table room_readings(
  id text primary key, room_id text not null references rooms(id), participant_id text not null references room_participants(id),
  document_id text not null, text_sha256 text not null, clauses integer not null, begun_at integer not null, finished_at integer, superseded_at integer);
create index room_readings_by_room on room_readings(room_id);

create table room_reading_marks(
  reading_id text not null references room_readings(id), clause integer not null, at integer not null, primary key(reading_id, clause));

create table recording_segments(
  room_id text not null references rooms(id), participant_id text not null, kind text not null, segment integer not null, part integer not null, path text not null,
  bytes integer not null, sha256 text not null, from_at integer not null, to_at integer not null,
  primary key(room_id, participant_id, kind, segment));

create table recording_gaps(
  id text primary key, room_id text not null references rooms(id), participant_id text not null, kind text not null,
  from_at integer not null, to_at integer not null);

create table recording_exports(
  id text primary key, room_id text not null references rooms(id), participant_id text not null, kind text not null,
  object_id text not null references objects(id), milliseconds integer not null, segments integer not null, at integer not null,
  unique(room_id, participant_id, kind));
