-- The rest of the protocol: files, the room, copies for outside readers, the record of what staff did, rotation, recovery, passkeys.

-- Files: parts arrive one by one; a file counts once a message lists it. The bytes of a part lie in the data folder or in part_bytes.

create table copies (
  instance_id bytea not null check (octet_length(instance_id) = 16),
  copy_id bytea not null check (octet_length(copy_id) = 32),
  -- the case it was taken from: it shares its shred key and ends with it
  case_id bytea not null,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  card bytea not null check (octet_length(card) = 1280),
  header bytea not null check (octet_length(header) = 365 and get_byte(header, 0) = 1),
  ctx bytea not null check (octet_length(ctx) = 32),
  desk_epoch integer not null check (desk_epoch >= 1),
  outside_wrap bytea not null check (octet_length(outside_wrap) = 1232),
  desk_wrap bytea not null check (octet_length(desk_wrap) = 1232),
  day integer not null check (day >= 0),
  until_day integer not null check (until_day >= day),
  primary key (instance_id, copy_id),
  foreign key (instance_id, case_id) references cases on delete cascade
);

create index copies_of_case on copies (instance_id, case_id);

create index copies_by_end on copies (instance_id, until_day);

create table copy_messages (
  instance_id bytea not null,
  copy_id bytea not null,
  n bigint not null check (n >= 0),
  outer_part bytea not null check (octet_length(outer_part) = 30 and get_byte(outer_part, 0) = 2 and substring(outer_part from 18 for 8) = int8send(n)),
  body bytea not null check (octet_length(body) in (4136, 16424, 65576, 262184)),
  day integer not null check (day >= 0),
  primary key (instance_id, copy_id, n),
  foreign key (instance_id, copy_id) references copies on delete cascade
);

create table files (
  instance_id bytea not null check (octet_length(instance_id) = 16),
  case_id bytea not null,
  stream bytea not null check (octet_length(stream) = 17 and get_byte(stream, 0) between 1 and 3),
  file_id bytea not null check (octet_length(file_id) = 16),
  epoch integer not null check (epoch >= 0),
  -- who sends it, the reporter or a desk: nobody else adds a part or lists it
  sender bytea not null check (octet_length(sender) = 17 and get_byte(sender, 0) in (1, 2)),
  -- random: what its parts are called where they lie
  place bytea not null check (octet_length(place) = 16),
  parts integer not null check (parts >= 1),
  bytes bigint not null check (bytes >= 0),
  listed boolean not null,
  day integer not null check (day >= 0),
  primary key (instance_id, case_id, stream, file_id),
  unique (instance_id, place),
  foreign key (instance_id, case_id) references cases on delete cascade
);

create index files_unlisted on files (instance_id, day) where not listed;

create table file_parts (
  instance_id bytea not null,
  place bytea not null,
  part_index integer not null check (part_index >= 0),
  digest bytea not null check (octet_length(digest) = 32),
  bytes integer not null check (bytes between 1 and 1048576),
  primary key (instance_id, place, part_index),
  foreign key (instance_id, place) references files (instance_id, place) on delete cascade
);

create table part_bytes (
  instance_id bytea not null,
  place bytea not null,
  part_index integer not null,
  body bytea not null check (octet_length(body) between 1 and 1048576),
  primary key (instance_id, place, part_index),
  foreign key (instance_id, place, part_index) references file_parts on delete cascade
);

alter table part_bytes alter column body set storage external;

alter table copy_messages alter column body set storage external;

-- Streams: the room beside talk and notes; desks that said they leave and still read until somebody changes the keys.

alter table streams drop constraint streams_stream_check;

alter table streams add constraint streams_stream_check check (octet_length(stream) = 17 and get_byte(stream, 0) in (1, 2, 3));

create table leaving_desks (
  instance_id bytea not null,
  case_id bytea not null,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  primary key (instance_id, case_id, desk_id),
  foreign key (instance_id, case_id, desk_id) references case_desks on delete cascade
);

-- The record of what staff did: a chain for each member, signed by them, and one over all, signed once a day by the receipt key.

create table audit_chains (
  instance_id bytea primary key references instances on delete cascade,
  s bigint not null check (s >= 0),
  head bytea not null check (octet_length(head) = 32)
);

create table audit_entries (
  instance_id bytea not null references instances on delete cascade,
  s bigint not null check (s >= 1),
  -- no foreign key: the chain outlives people
  member_id bytea not null check (octet_length(member_id) = 16),
  n bigint not null check (n >= 0),
  entry_hash bytea not null check (octet_length(entry_hash) = 32),
  server_day integer not null check (server_day >= 0),
  action integer not null check (action between 1 and 65535),
  subject bytea not null check (octet_length(subject) = 16),
  entry bytea not null check (octet_length(entry) = 207 and get_byte(entry, 0) = 1 and substring(entry from 18 for 16) = member_id
    and substring(entry from 34 for 8) = int8send(n) and substring(entry from 80 for 16) = subject),
  signature bytea not null check (octet_length(signature) = 64),
  head bytea not null check (octet_length(head) = 32),
  details bytea check (octet_length(details) between 81 and 66000),
  primary key (instance_id, s),
  unique (instance_id, member_id, n)
);

create index audit_entries_of_case on audit_entries (instance_id, subject, s);

create table audit_checkpoints (
  instance_id bytea not null references instances on delete cascade,
  s bigint not null check (s >= 1),
  head bytea not null check (octet_length(head) = 32),
  day integer not null check (day >= 0),
  signature bytea not null check (octet_length(signature) = 64),
  primary key (instance_id, s),
  unique (instance_id, day)
);

-- Desk life: new keys of a desk wait here until the root has signed a roster with them.

create table pending_cards (
  instance_id bytea not null references instances on delete cascade,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  epoch integer not null check (epoch >= 2),
  card bytea not null check (octet_length(card) = 1348),
  card_hash bytea not null check (octet_length(card_hash) = 32),
  card_sig bytea not null check (octet_length(card_sig) = 64),
  next_sig bytea not null check (octet_length(next_sig) = 64),
  recovery_pk bytea check (octet_length(recovery_pk) = 1216),
  recovery_label text not null check (char_length(recovery_label) <= 80),
  primary key (instance_id, desk_id)
);

alter table desk_cards add column next_sig bytea check (octet_length(next_sig) = 64);

alter table unlock_boxes drop constraint unlock_boxes_pkey;

alter table unlock_boxes add primary key (instance_id, member_id, head);

alter table sessions add column desk_id bytea check (octet_length(desk_id) = 16);

alter table sessions drop constraint sessions_kind_check;

alter table sessions add constraint sessions_kind_check check (kind in ('member', 'set-up', 'root', 'recovery'));

alter table sessions add constraint sessions_desk_check check ((kind = 'recovery') = (desk_id is not null));

-- Facts of a case that do not change it, such as a read, name it without a version.

alter table events drop constraint events_check;

alter table events add constraint events_check check (case_id is not null or case_version is null);

alter table events drop constraint events_kind_check;

alter table events add constraint events_kind_check check (kind in ('instance-set-up', 'root-made', 'desk-planned', 'operator-texts-saved',
  'desk-founded', 'roster-published', 'member-invited', 'member-joined', 'member-admitted', 'role-changed', 'unlock-boxes-replaced',
  'session-opened', 'session-ended', 'reminders-raised', 'case-opened', 'reporter-posted', 'desk-wrote', 'parts-swept',
  'copy-made', 'copies-ended', 'case-shredded', 'desk-rotated', 'member-removed', 'root-signed-in', 'recovery-opened', 'recovery-read',
  'checkpoint-signed', 'case-read', 'recovery-drilled'));
