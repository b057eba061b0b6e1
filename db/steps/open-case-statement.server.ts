// The single statement behind `openCase`: eleven inserts for each report that stand or fall together, for one report or for several that
// arrived in the same moment, planned once for each shape (D-002, D-011).
import type { Statement } from '../connect.server.ts'
import { isRepresented } from './absence.server.ts'

/** Reports of one shape have the same number of wraps and messages; `clocks` are those of their day and urgency. */
export interface Shape {
  readonly cases: number
  readonly wraps: number
  readonly messages: number
  readonly clocks: number
}

const statements = new Map<string, Statement>()

/** Parameters: 6 of all (instance, stream, day, first due day, urgent, kind of notice), five for each clock (id, three earlier notice days or null, due day), then for each
 *  case 12 (id, card, audit ref, tombstone, roster seq, roster hash, header, ctx, envelope hash, receipt, event id, messages), three for
 *  each of its wraps (party, desk epoch, bytes) and four for each of its messages (author, n, outer, body).
 *  Gives the ids of the cases that are new. */
export function openCaseStatement(shape: Shape): Statement {
  const name = `open-case-${shape.cases}-${shape.wraps}-${shape.messages}-${shape.clocks}`
  const known = statements.get(name)
  if (known !== undefined) return known
  const fresh = { name, text: textFor(shape) }
  statements.set(name, fresh)
  return fresh
}

const all = 6
const caseTypes = ['bytea', 'bytea', 'bytea', 'bytea', 'bigint', 'bytea', 'bytea', 'bytea', 'bytea', 'bytea', 'bytea', 'integer']
const clockTypes = ['bytea', 'integer', 'integer', 'integer', 'integer']
const wrapTypes = ['bytea', 'integer', 'bytea']
const messageTypes = ['bytea', 'bigint', 'bytea', 'bytea']

function textFor(shape: Shape): string {
  const before = all + clockTypes.length * shape.clocks
  const each = caseTypes.length + wrapTypes.length * shape.wraps + messageTypes.length * shape.messages
  const starts = Array.from({ length: shape.cases }, (_, i) => before + 1 + i * each)
  const rows = (from: number, count: number, types: readonly string[]): string =>
    starts.flatMap((start, i) => rowsAt(start + from, count, types).map((row) => `(${i}, ${row})`)).join(', ')
  const wrapsFrom = caseTypes.length
  const messagesFrom = wrapsFrom + wrapTypes.length * shape.wraps
  // `free` guards everything: not destroyed before, a roster that we published, no desk with another key than the newest roster gives it.
  // Two statements for one case in the same moment: the second waits at `opened` for the first and then inserts nothing; the order of ids
  // keeps two statements with two common cases from waiting for each other.
  return `
with case_rows(i, case_id, card, audit_ref, tombstone, roster_seq, roster_hash, header, ctx, envelope_hash, receipt, event_id, messages) as (
  values ${rows(0, 1, caseTypes)}),
wrap_rows(i, party, desk_epoch, wrap) as (values ${rows(wrapsFrom, shape.wraps, wrapTypes)}),
message_rows(i, author, n, outer_part, body) as (values ${rows(messagesFrom, shape.messages, messageTypes)}),
clock_rows(clock_id, first_day, second_day, third_day, due_day) as (values ${rowsAt(all + 1, shape.clocks, clockTypes).map((row) => `(${row})`).join(', ')}),
desk_rows as (select i, substring(party from 2) as desk_id, desk_epoch from wrap_rows where get_byte(party, 0) = 2),
free as (
  select * from case_rows c
  where not exists (select 1 from tombstones t where t.instance_id = $1::bytea and t.tombstone = c.tombstone)
    and exists (select 1 from rosters r where r.instance_id = $1::bytea and r.seq = c.roster_seq and r.roster_hash = c.roster_hash)
    and exists (select 1 from desk_rows k where k.i = c.i)
    and not exists (
      select 1 from desk_rows k left join desks d
        on d.instance_id = $1::bytea and d.desk_id = k.desk_id and d.epoch = k.desk_epoch and d.in_roster
      where k.i = c.i and d.desk_id is null)
),
opened as (
  insert into cases (instance_id, case_id, card, day, audit_ref, state, turn, assignee, next_day, end_day, last_day, urgent, reporter_messages, version, held)
  select $1::bytea, case_id, card, $3::integer, audit_ref, 'RECEIVED', 1, null, $4::integer, null, $3::integer, $5::boolean, messages, 0, false
  from free order by case_id on conflict do nothing returning case_id
),
fresh as (select c.* from opened join case_rows c using (case_id)),
new_streams as (
  insert into streams (instance_id, case_id, stream, newest_epoch) select $1::bytea, case_id, $2::bytea, 0 from fresh
),
new_epochs as (
  insert into epochs (instance_id, case_id, stream, epoch, header, ctx, back) select $1::bytea, case_id, $2::bytea, 0, header, ctx, null from fresh
),
new_wraps as (
  insert into wraps (instance_id, case_id, stream, epoch, party, desk_epoch, wrap)
  select $1::bytea, case_id, $2::bytea, 0, party, desk_epoch, wrap from fresh join wrap_rows using (i)
),
new_messages as (
  insert into messages (instance_id, case_id, stream, author, n, epoch, outer_part, body, day)
  select $1::bytea, case_id, $2::bytea, author, n, 0, outer_part, body, $3::integer from fresh join message_rows using (i)
),
new_receipts as (
  insert into receipts (instance_id, case_id, envelope_hash, receipt) select $1::bytea, case_id, envelope_hash, receipt from fresh
),
new_lines as (
  insert into case_desks (instance_id, desk_id, case_id, rank, due_day, last_day, state, assignee, added_day, unseen)
  select $1::bytea, desk_id, case_id, 0, $4::integer, $3::integer, 'RECEIVED', null, $3::integer, true from fresh join desk_rows using (i)
),
new_clocks as (
  insert into clocks (instance_id, case_id, clock_id, first_day, second_day, third_day, due_day)
  select $1::bytea, case_id, clock_id, first_day, second_day, third_day, due_day from fresh, clock_rows
),
new_events as (
  insert into events (instance_id, event_id, kind, day, case_id, case_version, desk_id, member_id)
  select $1::bytea, event_id, 'case-opened', $3::integer, case_id, 0, null, null from fresh
),
new_mails as (
  insert into outbox (instance_id, mail_id, member_id, kind, send_day, leased_by)
  select $1::bytea, substring(sha256(told.event_id || told.member_id) for 16), told.member_id, $6::text, $3::integer, null
  from (
    select distinct on (d.member_id) d.member_id, fresh.event_id
    from fresh join desk_rows k using (i) join desk_members d on d.instance_id = $1::bytea and d.desk_id = k.desk_id
      join members m on m.instance_id = d.instance_id and m.member_id = d.member_id cross join (select $3::integer as day) t
    where m.email is not null and not ${isRepresented} and not exists (select 1 from outbox o where o.instance_id = d.instance_id and o.member_id = d.member_id
      and o.kind = $6::text and o.leased_by is null)
    order by d.member_id
  ) told
)
select case_id from opened`
}

/** `count` rows of numbered parameters from `start` on. */
function rowsAt(start: number, count: number, types: readonly string[]): string[] {
  return Array.from({ length: count }, (_, row) => types.map((type, i) => `$${start + row * types.length + i}::${type}`).join(', '))
}
