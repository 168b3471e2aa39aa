-- The spine: entries by stream, their salts, positions, the tree of the transparency log, acts done.
create table streams(id text primary key, head integer not null) without rowid;

create table entries(
  stream text not null, n integer not null, kind text not null, version integer not null, at integer not null,
  actor text not null, act text not null, body text not null, leaf blob not null,
  primary key(stream, n)) without rowid;

-- Kept apart: erasing a salt erases the link between a person's entry and the public log.
create table entry_salts(stream text not null, n integer not null, salt blob not null, primary key(stream, n)) without rowid;

create table unsequenced(id integer primary key autoincrement, stream text not null, n integer not null);

create table positions(position integer primary key, stream text not null, n integer not null, unique(stream, n));
create index positions_by_stream on positions(stream, position);

create table log_nodes(level integer not null, idx integer not null, hash blob not null, primary key(level, idx)) without rowid;
create table checkpoints(size integer primary key, root blob not null, note text not null, at integer not null);

create table acts(id text primary key, kind text not null, actor text not null, at integer not null, result text not null) without rowid;

create table subscriptions(name text primary key, position integer not null) without rowid;

create trigger entries_never_change before update on entries begin select raise(abort, 'entries are never changed'); end;
create trigger entries_never_vanish before delete on entries begin select raise(abort, 'entries are never deleted'); end;
create trigger positions_never_change before update on positions begin select raise(abort, 'positions are never changed'); end;
create trigger positions_never_vanish before delete on positions begin select raise(abort, 'positions are never deleted'); end;
create trigger log_nodes_never_change before update on log_nodes begin select raise(abort, 'the log is never changed'); end;
create trigger log_nodes_never_vanish before delete on log_nodes begin select raise(abort, 'the log is never deleted'); end;
create trigger checkpoints_never_change before update on checkpoints begin select raise(abort, 'checkpoints are never changed'); end;
create trigger checkpoints_never_vanish before delete on checkpoints begin select raise(abort, 'checkpoints are never deleted'); end;
create trigger acts_never_change before update on acts begin select raise(abort, 'acts are never changed'); end;
create trigger acts_never_vanish before delete on acts begin select raise(abort, 'acts are never deleted'); end;
