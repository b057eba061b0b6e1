// Doors of casework: records beside cases, decisions of another desk, what is due, who has a case open.
import { askBodyBytes, decideBodyBytes, parseAskBody, parseDecideBody, signDecision } from '#crypto/decision.ts'
import { parseDropBody, parseKeepBody } from '#crypto/kept-record.ts'
import { bytesFromHex } from '#crypto/bytes.ts'
import { caseIdFromBytes, dayFrom, deskIdFrom, memberIdFrom } from '#crypto/types.ts'
import { openAs } from '#app/practice/desk.server.ts'
import { sendRecorded } from '#app/practice/record.server.ts'
import { entryBy } from './entries.ts'
import { frameBy, type Signer, type World } from './people.ts'
import { preparedBy } from './prepared.ts'
import { at, filledIn, frames, post, reads, strangers, type Ask, type Row } from './rows.ts'

const lead = (world: World): Signer => world.signers.lead
const deskOf = (world: World): string => world.founded.teams[0]?.deskId ?? ''
const otherDeskOf = (world: World): string => world.founded.teams[1]?.deskId ?? ''

export const caseworkRows: readonly Row[] = [
  frames({
    action: 'keep', path: '/desk/api/keep', rightful: lead, bodyFor: (world) => keepBody(world), others: [...strangers, ['otherDesk', 404]],
    recorded: { of: (body) => ({ audit: parseKeepBody(body).audit }), untrue: [{ object: new Uint8Array(32) }] },
  }),
  frames({
    action: 'drop', path: '/desk/api/drop', rightful: lead, bodyFor: dropBody, others: [...strangers, ['otherDesk', 404]],
    recorded: { of: (body) => ({ audit: parseDropBody(body).audit }), untrue: [{ object: new Uint8Array(32) }] },
  }),
  frames({
    action: 'ask', path: '/desk/api/ask', rightful: lead, bodyFor: askBody, others: [...strangers, ['otherDesk', 404], ['handler', 409]],
    recorded: { of: (body) => parseAskBody(body), untrue: [{ object: new Uint8Array(32) }] },
  }),
  frames({
    action: 'decide', path: '/desk/api/decide', rightful: (world) => world.signers.otherDesk, bodyFor: decideBody, others: [...strangers, ['lead', 409], ['handler', 409]],
    recorded: { of: (body) => ({ audit: parseDecideBody(body).audit }), untrue: [{ object: new Uint8Array(32) }] },
  }),
  reads('/desk/api/decisions?desk=$desk', 'desk/api/decisions', [
    ['a member of another desk', 404, (world) => at(world, filledIn(world, '/desk/api/decisions?desk=$desk'), { headers: { Cookie: world.signers.otherDesk.cookie } })],
  ]),
  reads('/desk/api/records?desk=$desk&kind=snippet', 'desk/api/records', [
    ['a member of another desk', 404, (world) => at(world, filledIn(world, '/desk/api/records?desk=$desk&kind=snippet'), { headers: { Cookie: world.signers.otherDesk.cookie } })],
    ['a kind of nothing', 400, (world) => at(world, filledIn(world, '/desk/api/records?desk=$desk&kind=summary'), { headers: { Cookie: lead(world).cookie } })],
  ]),
  reads('/desk/api/due', 'desk/api/due'),
  reads('/desk/api/presence?case=$case', 'desk/api/presence', [
    ['a case that the desk does not read', 404, (world) => at(world, filledIn(world, '/desk/api/presence?case=$other'), { headers: { Cookie: lead(world).cookie } })],
    ['a member of another desk', 404, (world) => at(world, filledIn(world, '/desk/api/presence?case=$case'), { headers: { Cookie: world.signers.otherDesk.cookie } })],
  ]),
  {
    route: 'desk/api/presence', verb: 'POST', rightful: says((world) => lead(world).cookie),
    wrong: [
      ['nobody', 401, says(() => '')],
      ['a member who was taken off the list', 401, says((world) => world.signers.removed.cookie)],
      ['the holder of the root', 401, says((world) => world.holders.root)],
      ['a member of another desk', 404, says((world) => world.signers.otherDesk.cookie)],
      ['a case that the desk does not read', 404, says((world) => lead(world).cookie, (world) => ({ caseId: world.otherCase, open: true }))],
      ['words of another shape', 400, says((world) => lead(world).cookie, (world) => ({ caseId: world.reporter.caseId }))],
    ],
  },
]

function says(cookie: (world: World) => string, body = (world: World): object => ({ caseId: world.reporter.caseId, open: true })): Ask {
  return (world) => at(world, '/desk/api/presence', { method: 'POST', body: JSON.stringify(body(world)), headers: { Cookie: cookie(world) } })
}

async function keepBody(world: World): Promise<Uint8Array> {
  return preparedBy(world, world.lead, null, async ({ given }) =>
    world.lead.keys.sealRecord({ deskId: deskOf(world), kind: 'snippet', recordId: null, version: 0, own: false, caseId: null, content: '{"text":"Thank you."}', ...given }))
}

// What is gone already is thrown away once more: the same bytes again change nothing.
async function dropBody(world: World): Promise<Uint8Array> {
  let recordId = ''
  const kept = await preparedBy(world, world.lead, null, async ({ given }) => {
    const sealed = await world.lead.keys.sealRecord({ deskId: deskOf(world), kind: 'snippet', recordId: null, version: 0, own: false, caseId: null, content: '{}', ...given })
    recordId = sealed.recordId
    return sealed
  })
  await sendAsLead(world, '/desk/api/keep', kept)
  return preparedBy(world, world.lead, null, ({ given }) => world.lead.keys.dropRecord({ deskId: deskOf(world), recordId, version: 1, own: false, ...given }))
}

async function sendAsLead(world: World, path: string, body: Uint8Array): Promise<void> {
  const answer = await post(world, path, frameBy(world, lead(world), 'keep', body, await world.challenge()))
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
}

// One for the whole file: the page about it is put before the other desk, and answered there.
let asked: Promise<{ readonly pageId: string; readonly digest: string; readonly body: Uint8Array }> | null = null

async function askBody(world: World): Promise<Uint8Array> {
  return (await (asked ??= proposed(world))).body
}

async function proposed(world: World): Promise<{ readonly pageId: string; readonly digest: string; readonly body: Uint8Array }> {
  const { caseId } = world.reporter
  const day = dayFrom(world.today)
  await openAs(world.lead, caseId, day)
  const made = await sendRecorded(world.lead, day, (at) => world.lead.keys.sealWrites({
    caseId, writes: [{ type: 'proposal', fields: { kind: 'downgrade', body: '{}' }, lang: 'en' }], acts: [{ kind: 'propose' }], addTeam: null, columns: null, summary: null, ...at,
  }))
  const [digest = ''] = made.proposals
  const pageId = '5a'.repeat(16)
  const audit = await entryBy(world, lead(world), { action: 'ask', object: bytesFromHex(digest), caseId })
  const named = { caseId: caseIdFromBytes(bytesFromHex(caseId)), deskId: idOf(deskOf(world)), toDesk: idOf(otherDeskOf(world)) }
  return { pageId, digest, body: askBodyBytes({ ...named, pageId, digest, page: new Uint8Array(2000).fill(9), audit }) }
}

async function decideBody(world: World): Promise<Uint8Array> {
  const { pageId, digest, body } = await (asked ??= proposed(world))
  await post(world, '/desk/api/ask', frameBy(world, lead(world), 'ask', body, await world.challenge()))
  const signer = world.signers.otherDesk
  if (signer.who.kind !== 'member' || signer.sig === null) throw new Error('only members answer')
  const deskId = idOf(otherDeskOf(world))
  const answerBytes = signDecision(signer.sig, {
    instance: world.instance, memberId: memberIdFrom(bytesFromHex(signer.who.memberId)), deskId, digest, shown: '5b'.repeat(32), verdict: 'approve', day: dayFrom(world.today), reason: new Uint8Array(0),
  })
  const audit = await entryBy(world, signer, { action: 'decide', object: bytesFromHex(digest), caseId: null })
  return decideBodyBytes({ pageId, deskId, answerBytes, audit })
}

function idOf(hex: string) {
  return deskIdFrom(bytesFromHex(hex))
}
