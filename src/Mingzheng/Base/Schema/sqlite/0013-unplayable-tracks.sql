-- A track of which no playable file can be made is named, so that it does not hold up the review for ever; its sealed segments stay.
create table recording_unplayable(
  id text primary key, room_id text not null references rooms(id), participant_id text not null, kind text not null,
  why text not null, segments integer not null, at integer not null,
  unique(room_id, participant_id, kind));
