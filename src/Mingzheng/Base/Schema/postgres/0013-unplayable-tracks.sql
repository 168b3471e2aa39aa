-- A track of which no playable file can be made is named, so that it does not hold up the review for ever; its sealed segments stay.
create table recording_unplayable(
  id uuid primary key, room_id uuid not null references rooms(id), participant_id uuid not null, kind text not null,
  why text not null, segments bigint not null, at bigint not null,
  unique(room_id, participant_id, kind));
