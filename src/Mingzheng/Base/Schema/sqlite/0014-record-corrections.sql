-- What somebody present asked to have corrected in the record or added to it (CPL 150): it stands in the next version word for word.
create table record_corrections(
  id text primary key, room_id text not null references rooms(id), participant_id text not null references room_participants(id),
  text blob not null, record_version integer not null, record_sha256 text not null, at integer not null);
create index record_corrections_by_room on record_corrections(room_id);
