create table courts(
  id text primary key, code text not null unique, name text not null, name_en text not null, hotline text not null);

create table staff(
  account_id text not null references accounts(id), court_id text not null references courts(id), role text not null,
  name text not null, primary key(account_id, court_id, role));

-- Names of parties are sealed under the case's key.
create table cases(
  id text primary key, court_id text not null references courts(id), number text not null unique, cause text not null,
  stage text not null, filed_at integer not null);

create table case_parties(
  id text primary key, case_id text not null references cases(id), account_id text references accounts(id), position text not null,
  kind text not null, name blob not null);
create index case_parties_by_case on case_parties(case_id);
create index case_parties_by_account on case_parties(account_id);

-- Invariant 3: powers in the case are those of approved, unexpired, unrevoked authorizations.
create table case_agents(
  id text primary key, case_id text not null references cases(id), party_id text not null references case_parties(id),
  account_id text not null references accounts(id), licence text not null, name blob not null, firm text not null,
  powers text not null, stages text not null, may_receive_service integer not null, authorization_id text not null unique,
  power_of_attorney_sha256 text not null, from_at integer not null, until_at integer, ended_at integer);
create index case_agents_by_case on case_agents(case_id);
create index case_agents_by_account on case_agents(account_id);

create table dossier_items(
  id text primary key, case_id text not null references cases(id), code text not null, serial integer not null, title text not null,
  object_id text references objects(id), sha256 text not null, source text not null, at integer not null, unique(case_id, serial));
