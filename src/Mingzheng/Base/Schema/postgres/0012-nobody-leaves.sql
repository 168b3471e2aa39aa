-- Who is present is told by the recorder, not by a mark that somebody left.
alter table room_participants drop column left_at;
