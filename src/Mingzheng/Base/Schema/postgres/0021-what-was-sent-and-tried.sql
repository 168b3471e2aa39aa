-- What was sent with an act, as a keyed digest: the same id with other content is refused. Acts of before have none.
alter table acts add column content bytea;

-- Wrong tries of sign-in codes by network, as keyed hashes: guesses are counted over all contacts together.
create table sign_in_wrong_tries(id uuid primary key, address_hash bytea not null, at bigint not null);
create index sign_in_wrong_tries_by_time on sign_in_wrong_tries(at);
create index sign_in_wrong_tries_by_address on sign_in_wrong_tries(address_hash, at);

-- A comparison with the identity platform that is under way takes up a try before anybody outside is asked; its result takes the place of the row.
create table identity_tries(
  id uuid primary key, account_id uuid not null references accounts(id), document_hash bytea not null, at bigint not null);
create index identity_tries_by_account on identity_tries(account_id, at);
create index identity_tries_by_document on identity_tries(document_hash, at);
create index identity_checks_by_document on identity_checks(document_hash, at);
