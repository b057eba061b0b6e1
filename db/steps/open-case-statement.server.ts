// The single statement behind `openCase`: eleven inserts that stand or fall together, planned once for each shape of report.
import type { Statement } from '../connect.server.ts'

const statements = new Map<string, Statement>()

/** The statement for so many wraps, messages and clocks. Parameters: 18 of the case, then three for each wrap (party, desk epoch, bytes),
 *  four for each message (author, n, outer, body) and two for each clock (rule, due day). */
export function openCaseStatement(wraps: number, messages: number, clocks: number): Statement {
  const name = `open-case-${wraps}-${messages}-${clocks}`
  const known = statements.get(name)
  if (known !== undefined) return known
  const fresh = { name, text: textFor(wraps, messages, clocks) }
  statements.set(name, fresh)
  return fresh
}

function textFor(wraps: number, messages: number, clocks: number): string {
  const wrapRows = rows(19, wraps, ['bytea', 'integer', 'bytea'])
  const messageRows = rows(19 + 3 * wraps, messages, ['bytea', 'bigint', 'bytea', 'bytea'])
  const clockRows = rows(19 + 3 * wraps + 4 * messages, clocks, ['text', 'integer'])
  // `free` guards everything: not destroyed before, a roster that we published, no desk with another key than the newest roster gives it.
  // Two statements for one case in the same moment: the second waits at `opened` for the first and then inserts nothing.
  return `
with wrap_rows(party, desk_epoch, wrap) as (values ${wrapRows}),
message_rows(author, n, outer_part, body) as (values ${messageRows}),
clock_rows(rule, due_day) as (values ${clockRows}),
desk_rows as (select substring(party from 2) as desk_id, desk_epoch from wrap_rows where get_byte(party, 0) = 2),
free as (
  select 1 where not exists (select 1 from tombstones where instance_id = $1::bytea and tombstone = $9::bytea)
    and exists (select 1 from rosters where instance_id = $1::bytea and seq = $10::bigint and roster_hash = $11::bytea)
    and exists (select 1 from desk_rows)
    and not exists (
      select 1 from desk_rows r left join desks d
        on d.instance_id = $1::bytea and d.desk_id = r.desk_id and d.epoch = r.desk_epoch and d.in_roster
      where d.desk_id is null)
),
opened as (
  insert into cases (instance_id, case_id, card, day, audit_ref, state, turn, assignee, next_day, end_day, last_day, urgent, reporter_messages, version)
  select $1::bytea, $2::bytea, $3::bytea, $4::integer, $5::bytea, 'RECEIVED', 1, null, $7::integer, null, $4::integer, $6::boolean, $8::integer, 0
  from free on conflict do nothing returning case_id
),
new_stream as (
  insert into streams (instance_id, case_id, stream, newest_epoch) select $1::bytea, case_id, $12::bytea, 0 from opened
),
new_epoch as (
  insert into epochs (instance_id, case_id, stream, epoch, header, ctx, back)
  select $1::bytea, case_id, $12::bytea, 0, $13::bytea, $14::bytea, null from opened
),
new_wraps as (
  insert into wraps (instance_id, case_id, stream, epoch, party, desk_epoch, wrap)
  select $1::bytea, case_id, $12::bytea, 0, party, desk_epoch, wrap from opened, wrap_rows
),
new_messages as (
  insert into messages (instance_id, case_id, stream, author, n, epoch, outer_part, body, day)
  select $1::bytea, case_id, $12::bytea, author, n, 0, outer_part, body, $4::integer from opened, message_rows
),
new_receipt as (
  insert into receipts (instance_id, case_id, envelope_hash, receipt) select $1::bytea, case_id, $15::bytea, $16::bytea from opened
),
new_lines as (
  insert into case_desks (instance_id, desk_id, case_id, rank, due_day, last_day, state, assignee, added_day, unseen)
  select $1::bytea, desk_id, case_id, 0, $7::integer, $4::integer, 'RECEIVED', null, $4::integer, true from opened, desk_rows
),
new_clocks as (
  insert into clocks (instance_id, case_id, rule, start_day, due_day)
  select $1::bytea, case_id, rule, $4::integer, due_day from opened, clock_rows
),
new_event as (
  insert into events (instance_id, event_id, kind, day, case_id, case_version, desk_id, member_id)
  select $1::bytea, $17::bytea, 'case-opened', $4::integer, case_id, 0, null, null from opened
),
new_mail as (
  insert into outbox (instance_id, mail_id, member_id, kind, send_day, leased_by)
  select $1::bytea, substring(sha256($17::bytea || told.member_id) for 16), told.member_id, $18::text, $4::integer, null
  from opened, (
    select distinct d.member_id from desk_members d join members m on m.instance_id = d.instance_id and m.member_id = d.member_id
    where d.instance_id = $1::bytea and d.desk_id in (select desk_id from desk_rows) and m.email is not null
      and not exists (select 1 from outbox o where o.instance_id = d.instance_id and o.member_id = d.member_id
        and o.kind = $18::text and o.leased_by is null)
  ) told
)
select exists (select 1 from opened) as opened`
}

function rows(first: number, count: number, types: readonly string[]): string {
  const row = (start: number): string => `(${types.map((type, i) => `$${start + i}::${type}`).join(', ')})`
  return Array.from({ length: count }, (_, i) => row(first + i * types.length)).join(', ')
}
