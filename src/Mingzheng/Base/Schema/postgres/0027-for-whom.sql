-- A commitment names its giver with number and address: in the dossier it is open to the giver and the court alone.
alter table dossier_items add column given_by uuid references accounts(id);
update dossier_items set given_by = (
  select case d.kind when 'principal-commitment' then a.principal_id when 'agent-commitment' then a.agent_id end
  from documents d join authorizations a on a.room_id = d.room_id where d.object_id = dossier_items.object_id limit 1)
where code = 'A3.4';

-- The kinds of documents that a package leaves out. Those made before leave out nothing: they are the court's.
alter table made_packages add column withheld text not null default '';
