-- AW: the application for a witnessed authorization and what became of it. Facts that name people are sealed under the case's key.
create table authorizations(
  id uuid primary key, court_id uuid not null references courts(id), case_id uuid not null references cases(id),
  party_id uuid not null references case_parties(id), principal_id uuid not null references accounts(id), agent_id uuid references accounts(id),
  agent_licence text not null, origin text not null, basis text not null, facts bytea not null, language text not null,
  submitted_at bigint not null, agent_joined_at bigint, checked_at bigint, checked_by uuid, accepted_at bigint, accepted_by uuid, urgent boolean not null,
  judge_id uuid references accounts(id), booked_at bigint, room_id uuid, closed_at bigint, approved_at bigint, approved_by uuid,
  certificate_number text unique, verification_code_hash bytea unique, verification_code bytea);
create index authorizations_by_principal on authorizations(principal_id);
create index authorizations_by_agent on authorizations(agent_id);
create index authorizations_by_court on authorizations(court_id, submitted_at);
create index authorizations_by_licence on authorizations(agent_licence);

create table authorization_materials(
  id uuid primary key, authorization_id uuid not null references authorizations(id), kind text not null, title text not null,
  object_id uuid not null references objects(id), given_by uuid not null references accounts(id), at bigint not null);
create index authorization_materials_by_authorization on authorization_materials(authorization_id);

-- Consents are per step (OLR 4-6): who, which text in which version, when; withdrawal is another row's matter, never a change.
create table consents(
  id uuid primary key, account_id uuid not null references accounts(id), subject_id uuid not null, text_id text not null,
  text_sha256 text not null, language text not null, at bigint not null);
create index consents_by_subject on consents(subject_id);

create table bookings(
  id uuid primary key, court_id uuid not null references courts(id), judge_id uuid not null references accounts(id),
  subject_id uuid not null unique, starts_at bigint not null, ends_at bigint not null, at bigint not null, unique(judge_id, starts_at));

-- Packages that were made of a session: the manifest is kept, so that the same package can be fetched again.
create table made_packages(
  id uuid primary key, authorization_id uuid not null references authorizations(id), manifest_object_id uuid not null references objects(id),
  manifest_sha256 text not null, made_by uuid not null references accounts(id), at bigint not null);
create index made_packages_by_authorization on made_packages(authorization_id);
