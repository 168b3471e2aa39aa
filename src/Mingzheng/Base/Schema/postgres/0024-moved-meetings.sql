-- A meeting may be moved before it begins; the parties may do so a limited number of times.
alter table bookings add column moved_by_principal integer not null default 0;
alter table bookings add column moved_by_agent integer not null default 0;
