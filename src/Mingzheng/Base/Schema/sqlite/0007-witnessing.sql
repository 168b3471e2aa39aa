-- AW: the application for a witnessed authorization and what became of it. Facts that name people are sealed under the case's key.
create table authorizations(
  id text primary key, court_id text not null references courts(id), case_id text not null references cases(id),
  party_id text not null references case_parties(id), principal_id text not null references accounts(id), agent_id text references accounts(id),
  agent_licence text not null, origin text not null, basis text not null, facts blob not null, language text not null,
  submitted_at integer not null, agent_joined_at integer, checked_at integer, checked_by text, accepted_at integer, accepted_by text, urgent integer not null,
  judge_id text references accounts(id), booked_at integer, room_id text, closed_at integer, approved_at integer, approved_by text,
  certificate_number text unique, verification_code_hash blob unique, verification_code blob);
create index authorizations_by_principal on authorizations(principal_id);
create index authorizations_by_agent on authorizations(agent_id);
create index authorizations_by_court on authorizations(court_id, submitted_at);
create index authorizations_by_licence on authorizations(agent_licence);

create table authorization_materials(
  id text primary key, authorization_id text not null references authorizations(id), kind text not null, title text not null,
  object_id text not null references objects(id), given_by text not null references accounts(id), at integer not null);
create index authorization_materials_by_authorization on authorization_materials(authorization_id);

-- Consents are per step (OLR 4-6): who, which text in which version, when; withdrawal is another row's matter, never a change.
create table consents(
  id text primary key, account_id text not null references accounts(id), subject_id text not null, text_id text not null,
  text_sha256 text not null, language text not null, at integer not null);
create index consents_by_subject on consents(subject_id);

create table bookings(
  id text primary key, court_id text not null references courts(id), judge_id text not null references accounts(id),
  subject_id text not null unique, starts_at integer not null, ends_at integer not null, at integer not null, unique(judge_id, starts_at));

-- Packages that were made of a session: the manifest is kept, so that the same package can be fetched again.
create table made_packages(
  id text primary key, authorization_id text not null references authorizations(id), manifest_object_id text not null references objects(id),
  manifest_sha256 text not null, made_by text not null references accounts(id), at integer not null);
create index made_packages_by_authorization on made_packages(authorization_id);
