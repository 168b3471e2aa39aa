-- A desk asks for what is a judge's own or still open among everything a court has, and for the court's newest cases.
create index authorizations_by_judge on authorizations(judge_id);
create index open_authorizations_by_court on authorizations(court_id) where accepted_at is null;
create index cases_by_court on cases(court_id, filed_at);
