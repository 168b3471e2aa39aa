-- A document is fixed by its digest; a change makes the next version and supersedes this one.
create table documents(
  id text primary key, kind text not null, case_id text not null references cases(id), room_id text references rooms(id), version integer not null,
  title text not null, clauses blob not null, text_sha256 text not null, object_id text not null references objects(id), sha256 text not null,
  anchors text not null, made_at integer not null, completed_at integer, superseded_at integer);
create index documents_by_room on documents(room_id);
create index documents_by_case on documents(case_id);
create index documents_by_digest on documents(sha256);

-- A ceremony binds signer, document digest, reading, key made on the signer's device, certificate and time.
create table ceremonies(
  id text primary key, document_id text not null references documents(id), room_id text, account_id text, role text not null, name blob not null,
  document_sha256 text not null, key_sha256 text not null, certificate blob, chain blob, prepared_object_id text,
  reading_id text, identity_check_id text, method text not null, begun_at integer not null, completed_at integer, stamped_at integer, signed_sha256 text,
  void_at integer, void_why text);
create index ceremonies_by_document on ceremonies(document_id);
create unique index device_keys_sign_once on ceremonies(key_sha256) where method = 'device';

-- The certificate of each court's seal; the key is in the key store.
create table court_seals(court_id text primary key references courts(id), certificate blob not null, chain blob not null, at integer not null);
