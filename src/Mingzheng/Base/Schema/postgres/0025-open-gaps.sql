-- A gap of a recording is known from its beginning; its end is filled in when it is told, and may never come.
alter table recording_gaps alter column to_at drop not null;
create index recording_gaps_by_room on recording_gaps(room_id);

-- Refused attempts are counted before one more is noted.
create index entries_of_refusals on entries(stream, actor, at) where kind = 'act.refused';
