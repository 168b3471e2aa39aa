-- What somebody present asked to have corrected in the record or added to it (CPL 150): it stands in the next version word for word.
create table record_corrections(
  id uuid primary key, room_id uuid not null references rooms(id), participant_id uuid not null references room_participants(id),
  text bytea not null, record_version bigint not null, record_sha256 text not null, at bigint not null);
create index record_corrections_by_room on record_corrections(room_id);
