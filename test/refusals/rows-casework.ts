// Doors of casework: records beside cases, what is due, who has a case open.
import { parseDropBody, parseKeepBody } from '#crypto/kept-record.ts'
import { frameBy, type Signer, type World } from './people.ts'
import { preparedBy } from './prepared.ts'
import { at, filledIn, frames, post, reads, strangers, type Ask, type Row } from './rows.ts'

const lead = (world: World): Signer => world.signers.lead
const deskOf = (world: World): string => world.founded.teams[0]?.deskId ?? ''

export const caseworkRows: readonly Row[] = [
  frames({
    action: 'keep', path: '/desk/api/keep', rightful: lead, bodyFor: (world) => keepBody(world), others: [...strangers, ['otherDesk', 404]],
    recorded: { of: (body) => ({ audit: parseKeepBody(body).audit }), untrue: [{ object: new Uint8Array(32) }] },
  }),
  frames({
    action: 'drop', path: '/desk/api/drop', rightful: lead, bodyFor: dropBody, others: [...strangers, ['otherDesk', 404]],
    recorded: { of: (body) => ({ audit: parseDropBody(body).audit }), untrue: [{ object: new Uint8Array(32) }] },
  }),
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
