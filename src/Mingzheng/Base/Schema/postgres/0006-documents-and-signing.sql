-- A document is fixed by its digest; a change makes the next version and supersedes this one.
create table documents(
  id uuid primary key, kind text not null, case_id uuid not null references cases(id), room_id uuid references rooms(id), version bigint not null,
  title text not null, clauses bytea not null, text_sha256 text not null, object_id uuid not null references objects(id), sha256 text not null,
  anchors text not null, made_at bigint not null, completed_at bigint, superseded_at bigint);
create index documents_by_room on documents(room_id);
create index documents_by_case on documents(case_id);
create index documents_by_digest on documents(sha256);

-- A ceremony binds signer, document digest, reading, key made on the signer's device, certificate and time.
create table ceremonies(
  id uuid primary key, document_id uuid not null references documents(id), room_id uuid, account_id uuid, role text not null, name bytea not null,
  document_sha256 text not null, key_sha256 text not null, certificate bytea, chain bytea, prepared_object_id uuid,
  reading_id uuid, identity_check_id uuid, method text not null, begun_at bigint not null, completed_at bigint, stamped_at bigint, signed_sha256 text,
  void_at bigint, void_why text);
create index ceremonies_by_document on ceremonies(document_id);
create unique index device_keys_sign_once on ceremonies(key_sha256) where method = 'device';

-- The certificate of each court's seal; the key is in the key store.
create table court_seals(court_id uuid primary key references courts(id), certificate bytea not null, chain bytea not null, at bigint not null);
