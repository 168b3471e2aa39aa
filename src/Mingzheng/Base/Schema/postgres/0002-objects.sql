-- Encrypted objects; the keys are kept apart from the database.
create table objects(
  id uuid primary key, owner text not null, media_type text not null, bytes bigint not null,
  sha256 text not null, cipher_sha256 text not null, at bigint not null);
