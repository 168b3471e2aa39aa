-- By which the database knows its key folder again: keyed digests of the court's own secrets, written at the first start.
create table key_checks(name text primary key, digest bytea not null, at bigint not null);

-- Each time a node takes the lead the number rises; what a node writes under a lead that is over is refused.
create table leads(one bigint primary key check (one = 1), lead bigint not null);
insert into leads(one, lead) values(1, 0);
