-- Accounts belong to the installation. What names a person is sealed under the person's key and found by keyed hash.
create table accounts(
  id uuid primary key, name bytea not null, phone bytea, phone_hash bytea, mail bytea, mail_hash bytea,
  language text not null, time_zone text not null, created_at bigint not null);
create unique index accounts_by_phone on accounts(phone_hash);
create unique index accounts_by_mail on accounts(mail_hash);

-- Rate limits count rows: by contact and by network address, both as keyed hashes.
create table sign_in_codes(
  id uuid primary key, contact_hash bytea not null, address_hash bytea not null, channel text not null, code_hash bytea not null,
  asked_at bigint not null, expires_at bigint not null, attempts bigint not null, used_at bigint);
create index sign_in_codes_by_contact on sign_in_codes(contact_hash, asked_at);
create index sign_in_codes_by_address on sign_in_codes(address_hash, asked_at);

create table sign_ins(
  id uuid primary key, account_id uuid not null references accounts(id), at bigint not null, expires_at bigint not null, ended_at bigint);

-- Who a person says to be, until and for every comparison with the identity platform.
create table identity_claims(
  account_id uuid primary key references accounts(id), document_type text not null, document_number bytea not null,
  document_hash bytea not null, name bytea not null, at bigint not null);

-- AW-04: no picture, no template; only what the platform answered.
create table identity_checks(
  id uuid primary key, account_id uuid not null references accounts(id), room_id uuid, document_type text not null,
  document_number bytea not null, document_hash bytea not null, name bytea not null, provider text not null,
  transaction_id uuid not null, provider_transaction text, result text not null, score_band text, level text not null, at bigint not null);
create index identity_checks_by_account on identity_checks(account_id, at);

create table lawyers(
  account_id uuid primary key references accounts(id), licence text not null unique, name text not null, firm text not null,
  status text not null, checked_at bigint not null);

-- The keys that protect cookies and forms, each encrypted under the court's key.
create table data_protection_keys(id text primary key, xml text not null);
