-- Since when a person set aside receives nobody and is received by nobody: told by the media node, not merely asked of it (AW-27).
alter table room_participants add column isolated_at bigint;
