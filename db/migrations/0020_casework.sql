-- Casework: clocks whose rule the server does not know, decisions of two people, sealed records of desks and members, holds, calendar links.

-- Clocks: due and notice days only. The server starts some itself under fixed ids (db/model/clock-writes.ts); of every other the rule lies sealed in the case.

alter table clocks add column clock_id bytea check (octet_length(clock_id) = 16);

alter table clocks add column first_day integer check (first_day >= 0);

alter table clocks add column second_day integer check (second_day > first_day);

alter table clocks add column third_day integer check (third_day > second_day);

-- The last notice day on which the desks were reminded.
alter table clocks add column told_day integer check (told_day >= 0);

update clocks set clock_id = decode('000000000000000000000000000000' ||
  case rule when 'G-ACK' then '01' when 'G-TRI' then '02' when 'G-UPD' then '03' when 'G-OUT' then '04' else '05' end, 'hex');

-- 50, 75 and 90 per cent of the time, each day once and none on the last.
update clocks c set first_day = k.marks[1], second_day = k.marks[2], third_day = k.marks[3],
  told_day = case c.told when 0 then null when 100 then c.due_day
    when 90 then c.start_day + (9 * (c.due_day - c.start_day) + 9) / 10
    when 75 then c.start_day + (3 * (c.due_day - c.start_day) + 3) / 4
    else c.start_day + (c.due_day - c.start_day + 1) / 2 end
from (
  select instance_id, case_id, rule, array(
    select distinct mark from (values
      (start_day + (due_day - start_day + 1) / 2),
      (start_day + (3 * (due_day - start_day) + 3) / 4),
      (start_day + (9 * (due_day - start_day) + 9) / 10)) as marks(mark)
    where mark < due_day order by mark) as marks
  from clocks
) k
where k.instance_id = c.instance_id and k.case_id = c.case_id and k.rule = c.rule;

drop index clocks_running;

alter table clocks drop constraint clocks_pkey;

alter table clocks drop column rule;

-- With it go the checks that name it.
alter table clocks drop column start_day;

alter table clocks drop column told;

alter table clocks alter column clock_id set not null;

alter table clocks add primary key (instance_id, case_id, clock_id);

alter table clocks add constraint clocks_due_day_check check (due_day >= 0 and due_day > first_day and due_day > second_day and due_day > third_day);

alter table clocks add constraint clocks_order_check check ((second_day is null or first_day is not null) and (third_day is null or second_day is not null));

alter table clocks add constraint clocks_told_check check (told_day in (first_day, second_day, third_day, due_day));

alter table clocks add constraint clocks_stopped_day_check check (stopped_day >= 0);

create index clocks_running on clocks (instance_id, due_day, case_id) where stopped_day is null;

-- Cases: nothing of a case is destroyed while it is held or watched.

alter table cases add column held boolean not null default false;

alter table cases alter column held drop default;

alter table cases add column watch_until_day integer check (watch_until_day > 0);

-- Decisions of two people: what is proposed and why is sealed in the case; here stands who proposed, who decided, and whether it was used.

create table proposals (
  instance_id bytea not null,
  case_id bytea not null,
  -- of the sealed message that proposes
  digest bytea not null check (octet_length(digest) = 32),
  member_id bytea not null check (octet_length(member_id) = 16),
  day integer not null check (day >= 0),
  state text not null check (state in ('open', 'approved', 'back', 'aside')),
  decided_by bytea check (octet_length(decided_by) = 16),
  decided_day integer check (decided_day >= 0),
  primary key (instance_id, case_id, digest),
  foreign key (instance_id, case_id) references cases on delete cascade,
  check ((state = 'open') = (decided_by is null)),
  check ((decided_by is null) = (decided_day is null))
);

-- One page for an approver whose desk does not read the case, and their signed answer.
create table decision_pages (
  instance_id bytea not null,
  page_id bytea not null check (octet_length(page_id) = 16),
  case_id bytea not null,
  digest bytea not null,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  to_desk bytea not null check (octet_length(to_desk) = 16 and to_desk <> desk_id),
  member_id bytea not null check (octet_length(member_id) = 16),
  day integer not null check (day >= 0),
  page bytea not null check (octet_length(page) between 81 and 131072),
  answer bytea check (octet_length(answer) between 81 and 66000),
  verdict text check (verdict in ('approve', 'back')),
  answered_by bytea check (octet_length(answered_by) = 16),
  answered_day integer check (answered_day >= 0),
  primary key (instance_id, page_id),
  unique (instance_id, case_id, digest, to_desk),
  foreign key (instance_id, case_id, digest) references proposals on delete cascade,
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_day is null) and (answer is null) = (verdict is null))
);

create index decision_pages_for on decision_pages (instance_id, to_desk, day);

-- Sealed records outside the timeline of a case: views, drafts, snippets, registers, outcomes, calendars, the search index.
create table desk_records (
  instance_id bytea not null references instances on delete cascade,
  desk_id bytea not null check (octet_length(desk_id) = 16),
  record_id bytea not null check (octet_length(record_id) = 16),
  kind smallint not null check (kind between 2 and 8),
  -- the desk or one of its members
  owner bytea not null check (octet_length(owner) = 17 and get_byte(owner, 0) in (2, 3)),
  version integer not null check (version >= 1),
  key_epoch integer not null check (key_epoch >= 0),
  head bytea not null check (octet_length(head) = 38 and get_byte(head, 0) = kind and substring(head from 2 for 17) = owner
    and substring(head from 19 for 16) = record_id and substring(head from 35 for 4) = int4send(version)),
  body bytea not null check (octet_length(body) between 81 and 1049000 and (kind = 8 or octet_length(body) <= 66000)),
  -- with the case it goes; outcomes and registers outlive theirs
  case_id bytea,
  primary key (instance_id, desk_id, record_id),
  foreign key (instance_id, case_id) references cases on delete cascade,
  check ((kind <> 8 or case_id is not null) and (kind in (3, 8) or case_id is null)),
  check (kind in (4, 7) or get_byte(owner, 0) = case when kind in (2, 3) then 3 else 2 end)
);

create index desk_records_by_kind on desk_records (instance_id, desk_id, kind, record_id);

create index desk_records_of_case on desk_records (instance_id, case_id) where case_id is not null;

alter table desk_records alter column body set storage external;

-- Links by which a calendar program fetches case numbers and the word due; the link itself is known to its holder only.
create table calendar_links (
  instance_id bytea not null,
  link_id bytea not null check (octet_length(link_id) = 16),
  token_hash bytea not null check (octet_length(token_hash) = 32),
  member_id bytea not null,
  made_day integer not null check (made_day >= 0),
  primary key (instance_id, link_id),
  unique (instance_id, token_hash),
  foreign key (instance_id, member_id) references members on delete cascade
);

alter table events drop constraint events_kind_check;

alter table events add constraint events_kind_check check (kind in ('instance-set-up', 'root-made', 'desk-planned', 'operator-texts-saved',
  'desk-founded', 'roster-published', 'member-invited', 'member-joined', 'member-admitted', 'role-changed', 'unlock-boxes-replaced',
  'session-opened', 'session-ended', 'reminders-raised', 'case-opened', 'reporter-posted', 'desk-wrote', 'parts-swept',
  'copy-made', 'copies-ended', 'case-shredded', 'desk-rotated', 'member-removed', 'root-signed-in', 'recovery-opened', 'recovery-read',
  'checkpoint-signed', 'case-read', 'recovery-drilled', 'record-kept', 'record-dropped', 'decision-asked', 'decision-answered',
  'calendar-linked'));
