-- A stream whose entry a reaction could not handle yet waits here; the reaction goes on with the others.
create table held_streams(
  reaction text not null, stream text not null, position bigint not null, tries integer not null, next_try bigint not null,
  primary key(reaction, stream));
