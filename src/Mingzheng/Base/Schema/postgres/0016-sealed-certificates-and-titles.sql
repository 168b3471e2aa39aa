-- A certificate names its holder, and people name files after themselves: both columns are sealed under the case's key now, like the names
-- beside them. No script can seal, so what stood there in clear is taken out: a certificate stands in the document that it signed, a paper
-- is known by its kind and digest. Whoever was in the middle of a signature begins again.
update ceremonies set prepared_object_id = null where completed_at is null;
update ceremonies set certificate = null;
alter table authorization_materials drop column title;
alter table authorization_materials add column title bytea;
