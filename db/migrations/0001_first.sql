-- First shape of the database. Plain SQL for PostgreSQL 15 or later and for PGlite.
-- Every statement ends with a semicolon at the end of a line, and no semicolon ends a line inside one (migrate.server.ts splits there).
-- Every key begins with the instance, so that several organisations can share a portal.
-- Days are integers: days since 1970-01-01 in the organisation's time zone. What each column tells a thief stands in db/README.md.

create table instances (
  instance_id bytea primary key check (octet_length(instance_id) = 16),
  kind text not null check (kind in ('buyer', 'operator')),
  label text not null check (char_length(label) between 1 and 200),
  zone text not null check (char_length(zone) between 1 and 64),
  practice boolean not null,
  root_fp bytea check (octet_length(root_fp) = 32),
  set_up_day integer not null check (set_up_day >= 0),
  live_day integer check (live_day >= 0)
);

create table hosts (
  host text primary key check (char_length(host) between 1 and 253),
  instance_id bytea not null references instances on delete cascade
);

create table operator_texts (
  instance_id bytea not null references instances on delete cascade,
  language text not null check (char_length(language) between 2 and 16),
  key text not null check (char_length(key) between 1 and 80),
  value text not null check (char_length(value) between 1 and 4000),
  primary key (instance_id, language, key)
);

-- Staff: names and addresses of members, their cards, and the ways in that only they can open.

create table members (
  instance_id bytea not null references instances on delete cascade,
  member_id bytea not null check (octet_length(member_id) = 16),
  name text not null check (char_length(name) between 1 and 80),
  name_key text not null check (char_length(name_key) between 1 and 80),
  email text check (char_length(email) between 3 and 254),
  email_key text check (char_length(email_key) between 3 and 254),
  joined_day integer not null check (joined_day >= 0),
  primary key (instance_id, member_id),
  unique (instance_id, name_key),
  unique (instance_id, email_key)
);

create table member_cards (
  instance_id bytea not null,
  member_id bytea not null,
  card bytea not null check (octet_length(card) = 1296 and substring(card from 1 for 16) = member_id),
  card_hash bytea not null check (octet_length(card_hash) = 32),
  -- what signed requests name a member by
  id_hash bytea not null check (octet_length(id_hash) = 32),
  primary key (instance_id, member_id),
  unique (instance_id, card_hash),
  unique (instance_id, id_hash),
  foreign key (instance_id, member_id) references members on delete cascade
);

create table unlock_boxes (
  instance_id bytea not null,
  member_id bytea not null,
  kind smallint not null check (kind between 1 and 3),
  head bytea not null check (octet_length(head) between 34 and 66 and get_byte(head, 0) = 1),
  box bytea not null check (octet_length(box) = 104),
  primary key (instance_id, member_id, kind),
  foreign key (instance_id, member_id) references members on delete cascade
);

create table sessions (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  instance_id bytea not null references instances on delete cascade,
  kind text not null check (kind in ('member', 'set-up')),
  member_id bytea,
  opened_at bigint not null,
  expires_at bigint not null,
  check ((kind = 'member') = (member_id is not null)),
  foreign key (instance_id, member_id) references members on delete cascade
);

-- Desks: what the newest roster says, the cards their members made, the signed lists of members, the boxes of their seeds.

create table foundings (
  instance_id bytea not null references instances on delete cascade,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  invite_id bytea not null check (octet_length(invite_id) = 16),
  roles integer not null check (roles between 1 and 65535),
  independent boolean not null,
  label text not null check (char_length(label) between 1 and 80),
  founded_day integer check (founded_day >= 0),
  primary key (instance_id, desk_id),
  unique (instance_id, invite_id)
);

create table desks (
  instance_id bytea not null references instances on delete cascade,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  epoch integer not null check (epoch >= 0),
  card_hash bytea not null check (octet_length(card_hash) = 32),
  roles integer not null check (roles between 0 and 65535),
  independent boolean not null,
  label text not null check (char_length(label) between 1 and 80),
  recovery_label text not null check (char_length(recovery_label) <= 80),
  in_roster boolean not null,
  primary key (instance_id, desk_id)
);

create table desk_cards (
  instance_id bytea not null references instances on delete cascade,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  epoch integer not null check (epoch >= 0),
  card bytea not null check (octet_length(card) = 1348),
  card_hash bytea not null check (octet_length(card_hash) = 32),
  card_sig bytea not null check (octet_length(card_sig) = 64),
  recovery_pk bytea check (octet_length(recovery_pk) = 1216),
  recovery_label text not null check (char_length(recovery_label) <= 80),
  primary key (instance_id, desk_id, epoch, card_hash)
);

create table member_changes (
  instance_id bytea not null references instances on delete cascade,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  n integer not null check (n >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  change bytea not null check (octet_length(change) = 118),
  signature bytea not null check (octet_length(signature) = 64),
  primary key (instance_id, desk_id, n)
);

create table desk_members (
  instance_id bytea not null,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  member_id bytea not null,
  role text not null check (role in ('handler', 'lead')),
  primary key (instance_id, desk_id, member_id),
  foreign key (instance_id, member_id) references members on delete cascade
);

create index desk_members_of_member on desk_members (instance_id, member_id);

create table desk_boxes (
  instance_id bytea not null references instances on delete cascade,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  desk_epoch integer not null check (desk_epoch >= 0),
  which smallint not null check (which in (1, 2)),
  -- the member who can open it, or 32 times 0 in hexadecimal for the recovery holder
  owner_id bytea not null check (octet_length(owner_id) = 16),
  box bytea not null check (octet_length(box) = 1192),
  primary key (instance_id, desk_id, desk_epoch, which, owner_id)
);

create table invites (
  instance_id bytea not null references instances on delete cascade,
  invite_id bytea not null check (octet_length(invite_id) = 16),
  desk_id bytea not null check (octet_length(desk_id) = 16),
  role text not null check (role in ('handler', 'lead')),
  made_by bytea check (octet_length(made_by) = 16),
  made_day integer not null check (made_day >= 0),
  tag bytea check (octet_length(tag) = 32),
  member_id bytea check (octet_length(member_id) = 16),
  admitted_day integer check (admitted_day >= 0),
  primary key (instance_id, invite_id),
  check ((tag is null) = (member_id is null))
);

create table rosters (
  instance_id bytea not null references instances on delete cascade,
  seq bigint not null check (seq >= 1),
  roster_hash bytea not null check (octet_length(roster_hash) = 32),
  root_fp bytea not null check (octet_length(root_fp) = 32),
  issued_day integer not null check (issued_day >= 0),
  not_after_day integer not null check (not_after_day > issued_day),
  file bytea not null check (octet_length(file) between 200 and 1048576 and get_byte(file, 4) = 1),
  primary key (instance_id, seq),
  unique (instance_id, roster_hash)
);

-- Cases: ciphertext, public structure and days. No foreign key leads from a case to its organisation: every new case
-- would lock the same row, and the key begins with the instance anyway.

create table cases (
  instance_id bytea not null check (octet_length(instance_id) = 16),
  case_id bytea not null check (octet_length(case_id) = 32),
  card bytea not null check (octet_length(card) = 1280),
  day integer not null check (day >= 0),
  audit_ref bytea not null check (octet_length(audit_ref) = 16),
  state text not null check (state in ('RECEIVED', 'ACKNOWLEDGED', 'TRIAGE', 'ACCEPTED', 'DECLINED', 'REFERRED', 'INVESTIGATING',
    'FINDINGS_REVIEW', 'REMEDY_PLAN', 'REMEDYING', 'OUTCOME_GIVEN', 'APPEAL', 'CLOSED', 'ARCHIVED')),
  turn smallint not null check (turn between 0 and 3),
  assignee bytea check (octet_length(assignee) = 16),
  next_day integer check (next_day > 0),
  end_day integer check (end_day > 0),
  last_day integer not null check (last_day >= day),
  urgent boolean not null,
  reporter_messages integer not null check (reporter_messages >= 0),
  version bigint not null check (version >= 0),
  primary key (instance_id, case_id)
);

create table streams (
  instance_id bytea not null,
  case_id bytea not null,
  stream bytea not null check (octet_length(stream) = 17 and get_byte(stream, 0) in (1, 3)),
  newest_epoch integer not null check (newest_epoch >= 0),
  primary key (instance_id, case_id, stream),
  foreign key (instance_id, case_id) references cases on delete cascade
);

create table epochs (
  instance_id bytea not null,
  case_id bytea not null,
  stream bytea not null,
  epoch integer not null check (epoch >= 0),
  header bytea not null check (octet_length(header) between 312 and 1160 and get_byte(header, 0) = 1),
  ctx bytea not null check (octet_length(ctx) = 32),
  back bytea check (octet_length(back) = 112),
  primary key (instance_id, case_id, stream, epoch),
  foreign key (instance_id, case_id, stream) references streams on delete cascade
);

create table wraps (
  instance_id bytea not null,
  case_id bytea not null,
  stream bytea not null,
  epoch integer not null,
  party bytea not null check (octet_length(party) = 17),
  desk_epoch integer not null check (desk_epoch >= 0),
  wrap bytea not null check (octet_length(wrap) = 1232),
  primary key (instance_id, case_id, stream, epoch, party),
  foreign key (instance_id, case_id, stream, epoch) references epochs on delete cascade
);

create table messages (
  instance_id bytea not null,
  case_id bytea not null,
  stream bytea not null,
  author bytea not null check (octet_length(author) = 17),
  n bigint not null check (n >= 0),
  epoch integer not null,
  outer_part bytea not null check (octet_length(outer_part) = 30 and substring(outer_part from 1 for 17) = author
    and substring(outer_part from 18 for 8) = int8send(n)),
  body bytea not null check (octet_length(body) in (4136, 16424, 65576, 262184)),
  day integer not null check (day >= 0),
  primary key (instance_id, case_id, stream, author, n),
  foreign key (instance_id, case_id, stream, epoch) references epochs on delete cascade
);

create table receipts (
  instance_id bytea not null,
  case_id bytea not null,
  envelope_hash bytea not null check (octet_length(envelope_hash) = 32),
  receipt bytea not null check (octet_length(receipt) = 76),
  primary key (instance_id, case_id),
  foreign key (instance_id, case_id) references cases on delete cascade
);

-- The inbox of a desk: copies of the sortable columns of `cases`, so that a page costs the same at any size.
create table case_desks (
  instance_id bytea not null,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  case_id bytea not null,
  -- 0 the desk, 1 others, 2 the reporter, 3 nobody: the order of the inbox
  rank smallint not null check (rank between 0 and 3),
  -- 2147483647 where no date is set, so that it sorts last
  due_day integer not null check (due_day > 0),
  last_day integer not null check (last_day >= 0),
  state text not null check (state in ('RECEIVED', 'ACKNOWLEDGED', 'TRIAGE', 'ACCEPTED', 'DECLINED', 'REFERRED', 'INVESTIGATING',
    'FINDINGS_REVIEW', 'REMEDY_PLAN', 'REMEDYING', 'OUTCOME_GIVEN', 'APPEAL', 'CLOSED', 'ARCHIVED')),
  assignee bytea check (octet_length(assignee) = 16),
  added_day integer not null check (added_day >= 0),
  -- the reporter wrote something that this desk has not summed up yet
  unseen boolean not null,
  primary key (instance_id, case_id, desk_id),
  foreign key (instance_id, case_id) references cases on delete cascade
);

create index case_desks_by_due on case_desks (instance_id, desk_id, rank, due_day, case_id);

create index case_desks_by_last on case_desks (instance_id, desk_id, last_day desc, case_id);

create index case_desks_by_state on case_desks (instance_id, desk_id, state, rank, due_day, case_id);

create index case_desks_by_assignee on case_desks (instance_id, desk_id, assignee, rank, due_day, case_id) where assignee is not null;

create index case_desks_unseen on case_desks (instance_id, desk_id, rank, due_day, case_id) where unseen;

create table summaries (
  instance_id bytea not null,
  case_id bytea not null,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  version integer not null check (version >= 1),
  head bytea not null check (octet_length(head) = 38 and get_byte(head, 0) = 1),
  body bytea not null check (octet_length(body) between 81 and 66000),
  primary key (instance_id, case_id, desk_id),
  foreign key (instance_id, case_id) references cases on delete cascade
);

create table clocks (
  instance_id bytea not null,
  case_id bytea not null,
  rule text not null check (rule in ('G-ACK', 'G-TRI', 'G-UPD', 'G-OUT', 'P1-SEE')),
  start_day integer not null check (start_day >= 0),
  due_day integer not null check (due_day >= start_day),
  stopped_day integer check (stopped_day >= start_day),
  -- per cent of the time at which the last reminder went out
  told smallint not null default 0 check (told between 0 and 100),
  primary key (instance_id, case_id, rule),
  foreign key (instance_id, case_id) references cases on delete cascade
);

create index clocks_running on clocks (instance_id, due_day) where stopped_day is null and told < 100;

-- Facts for the record. A row of a case is numbered by the version of that case, never across cases.
create table events (
  instance_id bytea not null check (octet_length(instance_id) = 16),
  event_id bytea not null check (octet_length(event_id) = 16),
  kind text not null check (kind in ('instance-set-up', 'root-made', 'desk-planned', 'operator-texts-saved', 'desk-founded', 'roster-published',
    'member-invited', 'member-joined', 'member-admitted', 'role-changed', 'unlock-boxes-replaced', 'session-opened', 'session-ended',
    'reminders-raised', 'case-opened', 'reporter-posted', 'desk-wrote')),
  day integer not null check (day >= 0),
  case_id bytea,
  case_version bigint,
  desk_id bytea check (octet_length(desk_id) = 16),
  member_id bytea check (octet_length(member_id) = 16),
  primary key (instance_id, event_id),
  unique (instance_id, case_id, case_version),
  check ((case_id is null) = (case_version is null)),
  foreign key (instance_id, case_id) references cases on delete cascade
);

-- Notices to staff that wait to be mailed. A row names no case; its lease names a runner, and only runners have a clock.
create table outbox (
  instance_id bytea not null check (octet_length(instance_id) = 16),
  mail_id bytea not null check (octet_length(mail_id) = 16),
  member_id bytea not null check (octet_length(member_id) = 16),
  kind text not null check (kind in ('new-message', 'danger', 'date-near')),
  send_day integer not null check (send_day >= 0),
  leased_by bytea check (octet_length(leased_by) = 16),
  primary key (instance_id, mail_id)
);

create index outbox_waiting on outbox (instance_id, member_id, kind) where leased_by is null;

create table runners (
  runner_id bytea primary key check (octet_length(runner_id) = 16),
  beat_at bigint not null
);

create table tombstones (
  instance_id bytea not null check (octet_length(instance_id) = 16),
  tombstone bytea not null check (octet_length(tombstone) = 32),
  day integer not null check (day >= 0),
  primary key (instance_id, tombstone)
);

-- Ciphertext does not compress: keep the server from trying on every insert.
alter table messages alter column body set storage external;

alter table rosters alter column file set storage external;
