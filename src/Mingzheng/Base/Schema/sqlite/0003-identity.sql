-- Accounts belong to the installation. What names a person is sealed under the person's key and found by keyed hash.
create table accounts(
  id text primary key, name blob not null, phone blob, phone_hash blob, mail blob, mail_hash blob,
  language text not null, time_zone text not null, created_at integer not null);
create unique index accounts_by_phone on accounts(phone_hash);
create unique index accounts_by_mail on accounts(mail_hash);

-- Rate limits count rows: by contact and by network address, both as keyed hashes.
create table sign_in_codes(
  id text primary key, contact_hash blob not null, address_hash blob not null, channel text not null, code_hash blob not null,
  asked_at integer not null, expires_at integer not null, attempts integer not null, used_at integer);
create index sign_in_codes_by_contact on sign_in_codes(contact_hash, asked_at);
create index sign_in_codes_by_address on sign_in_codes(address_hash, asked_at);

create table sign_ins(
  id text primary key, account_id text not null references accounts(id), at integer not null, expires_at integer not null, ended_at integer);

-- Who a person says to be, until and for every comparison with the identity platform.
create table identity_claims(
  account_id text primary key references accounts(id), document_type text not null, document_number blob not null,
  document_hash blob not null, name blob not null, at integer not null);

-- AW-04: no picture, no template; only what the platform answered.
create table identity_checks(
  id text primary key, account_id text not null references accounts(id), room_id text, document_type text not null,
  document_number blob not null, document_hash blob not null, name blob not null, provider text not null,
  transaction_id text not null, provider_transaction text, result text not null, score_band text, level text not null, at integer not null);
create index identity_checks_by_account on identity_checks(account_id, at);

create table lawyers(
  account_id text primary key references accounts(id), licence text not null unique, name text not null, firm text not null,
  status text not null, checked_at integer not null);

-- The keys that protect cookies and forms, each encrypted under the court's key.
create table data_protection_keys(id text primary key, xml text not null);
