-- What is counted over all contacts, and what is swept.
create index sign_in_codes_by_time on sign_in_codes(asked_at);
