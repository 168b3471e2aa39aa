-- A session that calls itself a replica ("set session_replication_role = replica") skips ordinary triggers; these ask in every session.
alter table entries enable always trigger never_changes;
alter table positions enable always trigger never_changes;
alter table log_nodes enable always trigger never_changes;
alter table checkpoints enable always trigger never_changes;
alter table acts enable always trigger never_changes;
