-- The spine: entries by stream, their salts, positions, the tree of the transparency log, acts done.
create table streams(id text primary key, head bigint not null);

create table entries(
  stream text not null, n bigint not null, kind text not null, version bigint not null, at bigint not null,
  actor text not null, act text not null, body text not null, leaf bytea not null,
  primary key(stream, n));

-- Kept apart: erasing a salt erases the link between a person's entry and the public log.
create table entry_salts(stream text not null, n bigint not null, salt bytea not null, primary key(stream, n));

create table unsequenced(id bigint generated always as identity primary key, stream text not null, n bigint not null);

create table positions(position bigint primary key, stream text not null, n bigint not null, unique(stream, n));
create index positions_by_stream on positions(stream, position);

create table log_nodes(level bigint not null, idx bigint not null, hash bytea not null, primary key(level, idx));
create table checkpoints(size bigint primary key, root bytea not null, note text not null, at bigint not null);

create table acts(id text primary key, kind text not null, actor text not null, at bigint not null, result text not null);

create table subscriptions(name text primary key, position bigint not null);

create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception '% is never changed or deleted', tg_table_name; end $$;

create trigger never_changes before update or delete or truncate on entries for each statement execute function refuse_change();
create trigger never_changes before update or delete or truncate on positions for each statement execute function refuse_change();
create trigger never_changes before update or delete or truncate on log_nodes for each statement execute function refuse_change();
create trigger never_changes before update or delete or truncate on checkpoints for each statement execute function refuse_change();
create trigger never_changes before update or delete or truncate on acts for each statement execute function refuse_change();
