-- A reporter may tell a team who they are: one sealed letter for each team that they chose, apart from what the teams read together.

create table case_names (
  instance_id bytea not null,
  case_id bytea not null,
  desk_id bytea not null,
  day integer not null check (day >= 0),
  -- sealed to the desk, and once more by the shred key of the case
  letter bytea not null check (octet_length(letter) between 1300 and 8300),
  primary key (instance_id, case_id, desk_id),
  -- whoever reads the case no more loses the name as well
  foreign key (instance_id, case_id, desk_id) references case_desks on delete cascade
);

alter table case_names alter column letter set storage external;

alter table events drop constraint events_kind_check;

alter table events add constraint events_kind_check check (kind in ('instance-set-up', 'root-made', 'desk-planned', 'operator-texts-saved',
  'desk-founded', 'roster-published', 'member-invited', 'member-joined', 'member-admitted', 'role-changed', 'unlock-boxes-replaced',
  'session-opened', 'session-ended', 'reminders-raised', 'case-opened', 'reporter-posted', 'desk-wrote', 'parts-swept',
  'copy-made', 'copies-ended', 'case-shredded', 'desk-rotated', 'member-removed', 'root-signed-in', 'recovery-opened', 'recovery-read',
  'checkpoint-signed', 'case-read', 'recovery-drilled', 'record-kept', 'record-dropped', 'decision-asked', 'decision-answered',
  'calendar-linked', 'absence-set', 'names-changed', 'name-read'));
