-- Encrypted objects; the keys are kept apart from the database.
create table objects(
  id text primary key, owner text not null, media_type text not null, bytes integer not null,
  sha256 text not null, cipher_sha256 text not null, at integer not null);
