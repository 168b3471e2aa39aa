-- A meeting that cannot come to its end is stopped by the judge (witnessing rules 11): when, for which reason by its code, and in words that are
-- sealed under the case's key.
alter table authorizations add column stopped_at integer;
alter table authorizations add column stopped_why text;
alter table authorizations add column stop_note blob;
