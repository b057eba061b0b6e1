-- Days on which a member is away, and who stands in for them: notices go to the deputy, whose lists show the cases of both.

create table absences (
  instance_id bytea not null,
  member_id bytea not null,
  -- first and last day away
  from_day integer not null check (from_day >= 0),
  until_day integer not null check (until_day >= from_day),
  deputy_id bytea not null check (deputy_id <> member_id),
  primary key (instance_id, member_id),
  foreign key (instance_id, member_id) references members on delete cascade,
  foreign key (instance_id, deputy_id) references members on delete cascade
);

create index absences_of_deputy on absences (instance_id, deputy_id);

alter table events drop constraint events_kind_check;

alter table events add constraint events_kind_check check (kind in ('instance-set-up', 'root-made', 'desk-planned', 'operator-texts-saved',
  'desk-founded', 'roster-published', 'member-invited', 'member-joined', 'member-admitted', 'role-changed', 'unlock-boxes-replaced',
  'session-opened', 'session-ended', 'reminders-raised', 'case-opened', 'reporter-posted', 'desk-wrote', 'parts-swept',
  'copy-made', 'copies-ended', 'case-shredded', 'desk-rotated', 'member-removed', 'root-signed-in', 'recovery-opened', 'recovery-read',
  'checkpoint-signed', 'case-read', 'recovery-drilled', 'record-kept', 'record-dropped', 'decision-asked', 'decision-answered',
  'calendar-linked', 'absence-set'));
