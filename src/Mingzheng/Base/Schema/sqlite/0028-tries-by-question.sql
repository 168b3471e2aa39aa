-- Which question to the platform took the try: only that one may give it back. The zeros are questions of before, which are over in minutes.
alter table identity_tries add column taken_by text not null default '00000000-0000-0000-0000-000000000000';
