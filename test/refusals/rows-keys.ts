// Doors of desk life: new keys, the record, re-keying, drills; and those of the holders of the root and of recovery codes.
import { randomBytes } from 'node:crypto'
import { parseDrillBody } from '#crypto/drill-body.ts'
import { parseRotateBody } from '#crypto/rotate-body.ts'
import type { RecoveryBoxes } from '#crypto/answers.ts'
import { dayFrom } from '#db/model/ids.ts'
import { recoveryAnswer, rootSignIn, type Signer, type World } from './people.ts'
import { preparedBy } from './prepared.ts'
import { at, filledIn, flipped, frames, post, reads, strangers, underName, type Ask, type Row, type Wrong } from './rows.ts'

const lead = (world: World): Signer => world.signers.lead
const ofOthers = (path: string): Wrong => ['a member of another desk', 404, (world) => at(world, filledIn(world, path), { headers: { Cookie: world.signers.otherDesk.cookie } })]
const asLead = (path: string): Ask => (world) => at(world, path, { headers: { Cookie: world.signers.lead.cookie } })

export const keyRows: readonly Row[] = [
  frames({
    action: 'rotate', path: '/desk/api/rotate', rightful: lead, bodyFor: rotateBody, others: [...strangers, ['otherDesk', 400], ['handler', 400]],
    recorded: { of: (body) => ({ audit: parseRotateBody(body).audit }) },
  }),
  frames({
    action: 'drill', path: '/desk/api/drill', rightful: (world) => world.signers.otherDesk, bodyFor: drillBody, others: [...strangers, ['lead', 404], ['handler', 404]],
    recorded: { of: (body) => ({ audit: parseDrillBody(body).audit }), untrue: [{ object: new Uint8Array(32).fill(52) }, { object: new Uint8Array(32) }] },
  }),
  reads('/desk/api/audit-place', 'desk/api/audit-place'),
  reads('/desk/api/audit?case=$case', 'desk/api/audit', [
    ofOthers('/desk/api/audit?case=$case'), ofOthers('/desk/api/audit?desk=$desk'),
    ['a member who asks for a case that is not there', 404, asLead(`/desk/api/audit?case=${'0'.repeat(64)}`)],
    ['a member who asks for nothing', 404, asLead('/desk/api/audit')],
  ]),
  reads('/desk/api/rekey?desk=$desk', 'desk/api/rekey', [ofOthers('/desk/api/rekey?desk=$desk'), ['a member who names no desk', 404, asLead('/desk/api/rekey')]]),
  reads('/desk/api/recovery-boxes?desk=$desk', 'desk/api/recovery-boxes', [ofOthers('/desk/api/recovery-boxes?desk=$desk'), ['a member who names no desk', 404, asLead('/desk/api/recovery-boxes')]]),
  {
    route: 'desk/api/root', verb: 'POST',
    rightful: async (world) => post(world, '/desk/api/root', await rootSignIn(world.founded, await world.challenge())),
    wrong: [
      ['a signature with one bit changed', 401, async (world) => post(world, '/desk/api/root', flipped(await rootSignIn(world.founded, await world.challenge())))],
      ['a challenge of an hour ago', 401, async (world) => post(world, '/desk/api/root', await rootSignIn(world.founded, await world.oldChallenge()))],
      ['the signature over another challenge', 401, async (world) => {
        const [one, other] = [await rootSignIn(world.founded, await world.challenge()), await world.challenge()]
        return post(world, '/desk/api/root', new Uint8Array([...other, ...one.slice(52)]))
      }],
      ['nobody: an empty body', 400, (world) => post(world, '/desk/api/root', '')],
      ['a body that is cut', 400, async (world) => post(world, '/desk/api/root', (await rootSignIn(world.founded, await world.challenge())).slice(0, -1))],
    ],
  },
  byCookie({ route: 'desk/api/roster-draft', verb: 'GET', holder: 'root' }),
  byCookie({
    route: 'desk/api/desk-plan', verb: 'POST', holder: 'root', body: () => plan,
    others: [
      ['the holder of the root with no plan', 400, (world) => post(world, '/desk/api/desk-plan', '{}', world.holders.root)],
      ['the holder of the root who plans a desk that is there', 409, (world) => post(world, '/desk/api/desk-plan', JSON.stringify({ ...JSON.parse(plan), deskId: world.founded.teams[0]?.deskId }), world.holders.root)],
    ],
  }),
  {
    route: 'desk/api/recovery', verb: 'GET',
    rightful: (world) => at(world, `/desk/api/recovery?desk=${withRecovery(world)}`),
    wrong: [
      ['nobody who names a desk without a recovery holder', 404, (world) => at(world, filledIn(world, '/desk/api/recovery?desk=$desk'))],
      ['nobody who names no desk', 404, (world) => at(world, '/desk/api/recovery')],
      ['nobody who names a desk that is not there', 404, (world) => at(world, `/desk/api/recovery?desk=${'0'.repeat(32)}`)],
    ],
  },
  {
    route: 'desk/api/recovery', verb: 'POST',
    rightful: async (world) => post(world, '/desk/api/recovery', await answered(world)),
    wrong: [
      ['an answer with one bit changed', 401, async (world) => post(world, '/desk/api/recovery', changed(await answered(world), (said) => ({ ...said, proof: base64(flipped(bytesOf(said.proof))) })))],
      ['the answer to another question', 401, async (world) => post(world, '/desk/api/recovery', changed(await answered(world), (said) => said, JSON.parse(await answered(world)).token))],
      ['the answer under the name of another desk', 401, async (world) => post(world, '/desk/api/recovery', changed(await answered(world), (said) => ({ ...said, deskId: world.founded.teams[0]?.deskId ?? '' })))],
      ['a question that nobody asked', 401, async (world) => post(world, '/desk/api/recovery', changed(await answered(world), (said) => ({ ...said, token: base64(new Uint8Array(randomBytes(76))) })))],
      ['nobody: an empty body', 400, (world) => post(world, '/desk/api/recovery', '')],
    ],
  },
  byCookie({ route: 'desk/api/recovery/directory', verb: 'GET', holder: 'recovery' }),
  byCookie({ route: 'desk/api/recovery/inbox', verb: 'GET', holder: 'recovery' }),
  byCookie({
    route: 'desk/api/recovery/case', verb: 'GET', holder: 'recovery', query: '?id=$other',
    others: [
      ['the recovery holder who asks for a case of another desk', 404, (world) => at(world, `/desk/api/recovery/case?id=${world.reporter.caseId}`, { headers: { Cookie: world.holders.recovery } })],
      ['the recovery holder who asks for a case that is not there', 404, (world) => at(world, `/desk/api/recovery/case?id=${'0'.repeat(64)}`, { headers: { Cookie: world.holders.recovery } })],
      ['the recovery holder who asks for no case', 404, (world) => at(world, '/desk/api/recovery/case', { headers: { Cookie: world.holders.recovery } })],
    ],
  }),
]

const plan = JSON.stringify({
  deskId: randomBytes(16).toString('hex'), inviteId: randomBytes(16).toString('hex'), label: 'Health and safety', roles: ['EHS'], independent: false,
})

interface CookieDoor {
  readonly route: string
  readonly verb: 'GET' | 'POST'
  readonly holder: 'root' | 'recovery'
  readonly query?: string
  body?(): string
  readonly others?: readonly Wrong[]
}

/** A door for the holder of one kind of session: every other cookie is refused, and every other kind of session under this one's name. */
function byCookie({ route, verb, holder, query = '', body, others = [] }: CookieDoor): Row {
  const name = `__Secure-todoke-${holder}`
  const other = holder === 'root' ? 'recovery' : 'root'
  const as = (cookie: (world: World) => string): Ask => (world) => {
    const path = filledIn(world, `/${route}${query}`)
    return verb === 'POST' ? post(world, path, body?.() ?? '', cookie(world)) : at(world, path, cookie(world) === '' ? {} : { headers: { Cookie: cookie(world) } })
  }
  return {
    route, verb,
    rightful: as((world) => world.holders[holder]),
    wrong: [
      ['nobody', 401, as(() => '')],
      ['a cookie that nobody got', 401, as(() => `${name}=${'A'.repeat(43)}`)],
      ['a lead', 401, as((world) => world.signers.lead.cookie)],
      ['a lead with the cookie under this name', 401, as((world) => underName(world.signers.lead.cookie, name))],
      ['a holder of the other key', 401, as((world) => world.holders[other])],
      ['a holder of the other key with the cookie under this name', 401, as((world) => underName(world.holders[other], name))],
      ...others,
    ],
  }
}

async function rotateBody(world: World): Promise<Uint8Array> {
  const deskId = world.founded.teams[0]?.deskId ?? ''
  return preparedBy(world, world.lead, null, ({ given }) => world.lead.keys.prepareRotation({ deskId, remove: [], recovery: 'keep', ...given }))
}

async function drillBody(world: World): Promise<Uint8Array> {
  const deskId = withRecovery(world)
  const { boxes } = await world.otherLead.visitor.get<RecoveryBoxes>(`/desk/api/recovery-boxes?desk=${deskId}`, dayFrom(world.today))
  const text = world.founded.recovery.get(deskId)?.join(' ') ?? ''
  return preparedBy(world, world.otherLead, null, async ({ given }) => {
    const drill = await world.otherLead.keys.prepareDrill({ deskId, text, boxes, case: null, ...given })
    if (drill.result !== 'ok') throw new Error(`the drill says ${drill.result}`)
    return drill
  })
}

type Said = { deskId: string; token: string; proof: string }

function answered(world: World): Promise<string> {
  return recoveryAnswer(world.portal.origin, world.founded, withRecovery(world))
}

function withRecovery(world: World): string {
  return world.founded.teams[1]?.deskId ?? ''
}

function changed(body: string, change: (said: Said) => Said, token?: string): string {
  const said = change(JSON.parse(body) as Said)
  return JSON.stringify(token === undefined ? said : { ...said, token })
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'))
