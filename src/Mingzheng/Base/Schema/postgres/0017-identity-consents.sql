-- PIPL 29: the separate consent to the comparison of a face, by the text that was shown. Claims made before have none: who made one is asked
-- before the next picture is taken.
create table identity_consents(
  id uuid primary key, account_id uuid not null references accounts(id), text_id text not null, text_sha256 text not null,
  language text not null, at bigint not null);
create index identity_consents_by_account on identity_consents(account_id);
