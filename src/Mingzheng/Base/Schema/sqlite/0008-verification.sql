-- The public check finds a revision by its digest.
create index ceremonies_by_signed_digest on ceremonies(signed_sha256);
