-- "insert or replace" deletes the row in the way without asking the delete triggers, so an insert over an existing row is refused by itself.
-- Each question is one look by key, on the page that the insert reads anyway.
create trigger entries_never_replaced before insert on entries
  when exists(select 1 from entries where stream = new.stream and n = new.n)
  begin select raise(abort, 'entries are never replaced'); end;
create trigger positions_never_replaced before insert on positions
  when exists(select 1 from positions where position = new.position)
    or exists(select 1 from positions where stream = new.stream and n = new.n)
  begin select raise(abort, 'positions are never replaced'); end;
create trigger log_nodes_never_replaced before insert on log_nodes
  when exists(select 1 from log_nodes where level = new.level and idx = new.idx)
  begin select raise(abort, 'the log is never replaced'); end;
create trigger checkpoints_never_replaced before insert on checkpoints
  when exists(select 1 from checkpoints where size = new.size)
  begin select raise(abort, 'checkpoints are never replaced'); end;
create trigger acts_never_replaced before insert on acts
  when exists(select 1 from acts where id = new.id)
  begin select raise(abort, 'acts are never replaced'); end;
