// The inbox page of one desk with a thousand and with a hundred thousand cases, asked for as a signed-in member.
import { Client } from 'pg'
import { actAsDesk } from '#app/practice/desk.server.ts'
import { signIn } from '#app/practice/founding.server.ts'
import { stories } from '#app/practice/stories.ts'
import type { Organisation } from '#test/world/organisation.ts'

export interface InboxFigures {
  readonly inboxMs: number
  readonly inboxGrowth: number
}

const FEW = 1_000
const MANY = 100_000
const ASKED = 40

export async function measureInbox(organisation: Organisation, databaseUrl: string): Promise<InboxFigures> {
  const team = organisation.teams.find(({ desk }) => desk === 'legal')
  if (team === undefined) throw new Error('an organisation without a legal team')
  const person = team.lead
  const { today } = organisation.door
  // Cases that a member has opened: their summaries are what a page of the inbox carries.
  for (const story of stories.filter(({ blames }) => blames !== 'legal')) {
    await actAsDesk(team, await organisation.write(story), { by: 'legal', after: 0, act: 'acknowledge', sentences: ['S01'] }, today)
  }
  await signIn(person, today)
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await grown(client, async () => {
      await person.visitor.get('/desk/api/inbox', today)
    })
  } finally {
    await client.end()
  }
}

async function grown(client: Client, ask: () => Promise<void>): Promise<InboxFigures> {
  const medianMs = async (): Promise<number> => {
    await client.query('analyze')
    const times: number[] = []
    for (let n = 0; n < ASKED; n += 1) {
      const started = performance.now()
      await ask()
      times.push(performance.now() - started)
    }
    return times.sort((a, b) => a - b)[ASKED / 2] ?? 0
  }
  await cloneTo(client, FEW)
  const few = await medianMs()
  await cloneTo(client, MANY)
  const many = await medianMs()
  return { inboxMs: many, inboxGrowth: many / few }
}

// Copies of sealed rows under fresh ids, spread over dates: what the inbox reads, as it was sealed.
async function cloneTo(client: Client, wanted: number): Promise<void> {
  const { rows } = await client.query<{ count: string }>('select count(*) from cases')
  const held = Number(rows[0]?.count)
  if (held >= wanted) return
  await client.query('begin')
  await client.query('create temporary table source on commit drop as select instance_id, case_id, row_number() over (order by case_id) as k from summaries')
  await client.query(
    `create temporary table copies on commit drop as
     select s.instance_id, s.case_id as of, sha256(s.case_id || int8send(n)) as case_id, (n % 90)::int as shift
     from generate_series($1::bigint, $2::bigint) n join source s on s.k = 1 + n % (select count(*) from source)`,
    // Numbers of their own in each round: a copy of the same case under the same number would be the same case.
    [held + 1, wanted],
  )
  await client.query(
    `insert into cases (instance_id, case_id, card, day, audit_ref, state, turn, assignee, next_day, end_day, last_day, urgent, reporter_messages, version, held, watch_until_day)
     select c.instance_id, p.case_id, c.card, c.day, c.audit_ref, c.state, c.turn, c.assignee, c.next_day + p.shift, c.end_day,
     c.last_day, c.urgent, c.reporter_messages, c.version, c.held, c.watch_until_day from copies p join cases c on c.instance_id = p.instance_id and c.case_id = p.of`,
  )
  await client.query(
    `insert into case_desks (instance_id, desk_id, case_id, rank, due_day, last_day, state, assignee, added_day, unseen)
     select d.instance_id, d.desk_id, p.case_id, d.rank, least(d.due_day::bigint + p.shift, 2147483647)::int, d.last_day, d.state, d.assignee, d.added_day, d.unseen
     from copies p join case_desks d on d.instance_id = p.instance_id and d.case_id = p.of`,
  )
  await client.query(
    `insert into summaries (instance_id, case_id, desk_id, version, head, body) select s.instance_id, p.case_id, s.desk_id, s.version, s.head, s.body
     from copies p join summaries s on s.instance_id = p.instance_id and s.case_id = p.of`,
  )
  await client.query('commit')
}
