-- One engine for every kind of meeting.
create table rooms(
  id uuid primary key, kind text not null, court_id uuid not null references courts(id), case_id uuid not null references cases(id),
  subject_id uuid not null, starts_at bigint not null, opened_at bigint, closed_at bigint, closing text);
create index rooms_by_subject on rooms(subject_id);

create table room_participants(
  id uuid primary key, room_id uuid not null references rooms(id), account_id uuid not null references accounts(id), role text not null,
  name bytea not null, arrived_at bigint, admitted_at bigint, aside_since bigint, left_at bigint, unique(room_id, account_id));
create index room_participants_by_account on room_participants(account_id);

-- A step done, by whom and when; a step that has to be repeated is superseded, never removed.
create table room_steps(
  id uuid primary key, room_id uuid not null references rooms(id), step text not null, done_at bigint not null, done_by uuid not null,
  superseded_at bigint, superseded_why text);
create index room_steps_by_room on room_steps(room_id);

create table room_answers(
  id uuid primary key, room_id uuid not null references rooms(id), question text not null, text_sha256 text not null,
  participant_id uuid not null references room_participants(id), answer bytea not null, agreed boolean, private boolean not null,
  at bigint not null, written_by uuid not null, superseded_at bigint);
create index room_answers_by_room on room_answers(room_id);

-- Reading aloud: what was read is fixed by its digest; each clause has its times.
create table room_readings(
  id uuid primary key, room_id uuid not null references rooms(id), participant_id uuid not null references room_participants(id),
  document_id uuid not null, text_sha256 text not null, clauses bigint not null, begun_at bigint not null, finished_at bigint, superseded_at bigint);
create index room_readings_by_room on room_readings(room_id);

create table room_reading_marks(
  reading_id uuid not null references room_readings(id), clause bigint not null, at bigint not null, primary key(reading_id, clause));

create table recording_segments(
  room_id uuid not null references rooms(id), participant_id uuid not null, kind text not null, segment bigint not null, part bigint not null, path text not null,
  bytes bigint not null, sha256 text not null, from_at bigint not null, to_at bigint not null,
  primary key(room_id, participant_id, kind, segment));

create table recording_gaps(
  id uuid primary key, room_id uuid not null references rooms(id), participant_id uuid not null, kind text not null,
  from_at bigint not null, to_at bigint not null);

create table recording_exports(
  id uuid primary key, room_id uuid not null references rooms(id), participant_id uuid not null, kind text not null,
  object_id uuid not null references objects(id), milliseconds bigint not null, segments bigint not null, at bigint not null,
  unique(room_id, participant_id, kind));
