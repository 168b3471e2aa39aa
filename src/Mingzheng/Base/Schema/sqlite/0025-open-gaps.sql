-- A gap of a recording is known from its beginning; its end is filled in when it is told, and may never come. SQLite takes "not null" off a
-- column only by a new table.
create table recording_gaps_now(
  id text primary key, room_id text not null references rooms(id), participant_id text not null, kind text not null,
  from_at integer not null, to_at integer);
insert into recording_gaps_now(id, room_id, participant_id, kind, from_at, to_at)
  select id, room_id, participant_id, kind, from_at, to_at from recording_gaps;
drop table recording_gaps;
alter table recording_gaps_now rename to recording_gaps;
create index recording_gaps_by_room on recording_gaps(room_id);

-- Refused attempts are counted before one more is noted.
create index entries_of_refusals on entries(stream, actor, at) where kind = 'act.refused';
