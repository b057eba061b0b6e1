// One row for each address and verb that does something: who may, and everybody who may not, with the answer that they get.
import type { Action } from '#crypto/request.ts'
import { frameBytes, parseFrame } from '#crypto/wire.ts'
import { bodyOf, frameBy, type Signer, type World } from './people.ts'

export type Ask = (world: World) => Promise<Response>
export interface Row {
  readonly route: string
  readonly verb: 'GET' | 'POST'
  /** Succeeds: 200. */
  readonly rightful: Ask
  /** What each of the others gets. */
  readonly wrong: readonly (readonly [who: string, status: number, ask: Ask])[]
}

export const at = (world: World, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${world.portal.origin}${path}`, { redirect: 'manual', ...init })

const post = (world: World, path: string, body: Uint8Array | string, cookie = ''): Promise<Response> =>
  at(world, path, { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body), headers: cookie === '' ? {} : { Cookie: cookie } })

/** Rows of an address that takes frames: the rightful signer, then the same body from everybody else and under every wrong circumstance. */
function frames(
  action: Action, path: string, rightful: (world: World) => Signer, others: readonly (readonly [keyof World['signers'], number])[],
  bodyFor: (world: World) => Promise<Uint8Array>,
): Row {
  let body: Promise<Uint8Array> | null = null
  // Where a change leaves the layout as it is: the tag of a newcomer, otherwise the end.
  const inside = action === 'found' || action === 'card' ? 20 : undefined
  const bytes = (world: World) => (body ??= bodyFor(world))
  const by = async (world: World, signer: Signer, challenge?: Uint8Array, as: Action = action) =>
    frameBy(world, signer, as, await bytes(world), challenge ?? (await world.challenge()))
  const changed = (change: (frame: ReturnType<typeof parseFrame>, world: World) => Parameters<typeof frameBytes>[0]): Ask => async (world) =>
    post(world, path, frameBytes(change(parseFrame(await by(world, rightful(world))), world)))
  return {
    route: path.slice(1),
    verb: 'POST',
    rightful: async (world) => post(world, path, await by(world, rightful(world))),
    wrong: [
      ...others.map(([name, status]) => [name, status, async (world: World) => post(world, path, await by(world, world.signers[name]))] as const),
      ['nobody: an empty body', 400, (world) => post(world, path, '')],
      ['a signature with one bit changed', 401, changed((frame) => ({ ...frame, sig: flipped(frame.sig) }))],
      ['a body with one bit changed', 401, changed((frame) => ({ ...frame, body: frame.body.length === 0 ? new Uint8Array(1) : flipped(frame.body, inside) }))],
      ['a challenge of an hour ago', 401, async (world) => post(world, path, await by(world, rightful(world), await world.oldChallenge()))],
      ['a challenge that nobody made', 401, async (world) => post(world, path, await by(world, rightful(world), new Uint8Array(52)))],
      ['a frame for another action', 400, async (world) => post(world, path, await by(world, rightful(world), undefined, action === 'fetch' ? 'post' : 'fetch'))],
      ['the other kind of party', 400, changed((frame) => ({ ...frame, party: frame.party === 'member' ? 'reporter' : 'member' }))],
      ['a frame that is cut', 400, async (world) => post(world, path, (await by(world, rightful(world))).slice(0, -1))],
    ],
  }
}

/** Rows of an address that reads with the cookie. */
function reads(path: string, route: string, others: readonly (readonly [string, number, Ask])[] = []): Row {
  const as = (cookie: string): Ask => (world) => at(world, pathFor(world), { headers: cookie === '' ? {} : { Cookie: cookie } })
  const pathFor = (world: World) => path.replace('$case', world.reporter.caseId)
  return {
    route,
    verb: 'GET',
    rightful: (world) => as(world.signers.lead.cookie)(world),
    wrong: [
      ['nobody', 401, as('')],
      ['a cookie that nobody got', 401, as(`__Secure-todoke-desk=${'A'.repeat(43)}`)],
      ['a cookie that is none', 401, as('__Secure-todoke-desk=x')],
      ['a member who is on no list any more', 401, (world) => as(world.signers.removed.cookie)(world)],
      ...others,
    ],
  }
}

const members = [['leadWithOtherKey', 401], ['removed', 401], ['newcomer', 401], ['stranger', 401]] as const
const lead = (world: World) => world.signers.lead
const recorded = (path: string, place = 0) => async (world: World) => world.sent.get(path)?.[place]?.body ?? new Uint8Array(0)

export const rows: readonly Row[] = [
  frames('submit', '/api/submit', (world) => world.signers.reporter, [['otherReporter', 401], ['unknownReporter', 401], ['reporterWithOtherKey', 401]], async (world) => bodyOf(await recorded('/api/submit')(world))),
  frames('fetch', '/api/fetch', (world) => world.signers.reporter, [['unknownReporter', 401], ['reporterWithOtherKey', 401]], async () => new Uint8Array(0)),
  frames('post', '/api/post', (world) => world.signers.reporter, [['unknownReporter', 401], ['reporterWithOtherKey', 401]], postBody),
  frames('signin', '/desk/api/signin', lead, members, async () => new Uint8Array(0)),
  frames('write', '/desk/api/write', lead, [...members, ['otherDesk', 404]], writeBody),
  frames('invite', '/desk/api/invite', lead, [...members, ['otherDesk', 404], ['handler', 403]], async (world) => bodyOf(await recorded('/desk/api/invite', 2)(world))),
  frames('admit', '/desk/api/admit', lead, [...members, ['otherDesk', 404]], async (world) => bodyOf(await recorded('/desk/api/admit')(world))),
  frames('boxes', '/desk/api/boxes', lead, [...members, ['otherDesk', 400], ['handler', 400]], boxesBody),
  frames('settings', '/desk/api/settings', lead, [...members, ['handler', 403]], async (world) => bodyOf(await recorded('/desk/api/settings')(world))),
  frames('found', '/desk/api/found', lead, [['stranger', 401], ['newcomer', 401], ['otherDesk', 401]], async (world) => bodyOf(await recorded('/desk/api/found')(world))),
  frames('card', '/desk/api/card', (world) => world.signers.handler, [['stranger', 401], ['newcomer', 401]], async (world) => bodyOf(await recorded('/desk/api/card')(world))),
  reads('/desk/api/directory', 'desk/api/directory'),
  reads('/desk/api/inbox', 'desk/api/inbox'),
  reads('/desk/api/settings', 'desk/api/settings'),
  reads('/desk/api/case?id=$case', 'desk/api/case', [
    ['a member of another desk', 404, (world) => at(world, `/desk/api/case?id=${world.reporter.caseId}`, { headers: { Cookie: world.signers.otherDesk.cookie } })],
    ['a member who asks for a case that is not there', 404, (world) => at(world, `/desk/api/case?id=${'0'.repeat(64)}`, { headers: { Cookie: world.signers.lead.cookie } })],
    ['a member who asks for no case', 404, (world) => at(world, '/desk/api/case?id=1', { headers: { Cookie: world.signers.lead.cookie } })],
  ]),
]

function flipped(bytes: Uint8Array, place = bytes.length - 1): Uint8Array {
  const copy = bytes.slice()
  copy[place] = (copy[place] ?? 0) ^ 1
  return copy
}

async function postBody(world: World): Promise<Uint8Array> {
  const { keys } = world.reporter
  await keys.openCode({ text: world.reporter.digits, instanceId: world.founded.instanceId })
  const { frame: ask } = await keys.signFetch({ challenge: base64(await world.challenge()) })
  const answer = await (await post(world, '/api/fetch', ask)).json()
  const today = answer.day as number
  await keys.openCase({ answer, rootFp: world.founded.rootFp, today })
  await keys.sealPost({ type: 'text', fields: { text: 'One thing more.' }, lang: 'en', urgent: false, today })
  return bodyOf((await keys.signPost({ challenge: base64(await world.challenge()) })).frame)
}

async function writeBody(world: World): Promise<Uint8Array> {
  const answer = await (await at(world, `/desk/api/case?id=${world.reporter.caseId}`, { headers: { Cookie: world.signers.lead.cookie } })).json()
  const today = answer.day as number
  const { keys } = world.lead
  await keys.openCase({ answer, today, now: 0 })
  const prepared = await keys.sealWrites({
    caseId: world.reporter.caseId, writes: [{ type: 'reply', fields: { text: 'We read it.' }, lang: 'en' }], columns: null, summary: null, today, now: 0,
  })
  return bodyOf((await keys.sign({ job: prepared.job, challenge: base64(await world.challenge()), now: 0 })).frame)
}

async function boxesBody(world: World): Promise<Uint8Array> {
  const prepared = await world.lead.keys.replaceUnlock({ now: 0 })
  return bodyOf((await world.lead.keys.sign({ job: prepared.job, challenge: base64(await world.challenge()), now: 0 })).frame)
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
