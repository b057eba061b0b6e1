// One row for each address and verb that does something: who may, and everybody who may not, with the answer that they get.
import type { AuditEntry } from '#crypto/audit.ts'
import type { Action } from '#crypto/request.ts'
import { dayFrom, instanceIdFrom } from '#crypto/types.ts'
import { frameBytes, parseFrame } from '#crypto/wire.ts'
import { entryBy, spokenIn, withEntry } from './entries.ts'
import { frameBy, type Signer, type World } from './people.ts'

export type Ask = (world: World) => Promise<Response>
export type Wrong = readonly [who: string, status: number, ask: Ask]
export interface Row {
  readonly route: string
  readonly verb: 'GET' | 'POST'
  /** Succeeds: 200. */
  readonly rightful: Ask
  /** What each of the others gets. */
  readonly wrong: readonly Wrong[]
}

/** Everybody whose signature no member's door takes. */
export const strangers = [['leadWithOtherKey', 401], ['removed', 401], ['newcomer', 401], ['stranger', 401]] as const

export const at = (world: World, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${world.portal.origin}${path}`, { redirect: 'manual', ...init })

export const post = (world: World, path: string, body: Uint8Array | string, cookie = ''): Promise<Response> =>
  at(world, path, { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body), headers: cookie === '' ? {} : { Cookie: cookie } })

export interface Framed {
  readonly action: Action
  readonly path: string
  rightful(world: World): Signer
  readonly others: readonly (readonly [keyof World['signers'], number])[]
  /** Made once; the rightful signer sends it again and again. */
  bodyFor(world: World): Promise<Uint8Array>
  /** What travels, where a request is more than its frame. */
  readonly around?: (frame: Uint8Array) => Uint8Array
  /** The entry at the end of the body, and the case that it is about; absent where the address asks for none. */
  readonly recorded?: {
    of(body: Uint8Array): { readonly audit: Uint8Array; readonly caseId?: string }
    /** Entries that call this act something else or name another one. */
    readonly untrue?: readonly Partial<AuditEntry>[]
  }
}

/** Rows of an address that takes frames: the rightful signer, then the same body from everybody else (with an entry of their own where one is
 *  due) and under every wrong circumstance. */
export function frames({ action, path, rightful, others, bodyFor, recorded, around = (frame) => frame }: Framed): Row {
  let body: Promise<Uint8Array> | null = null
  // Where a change leaves the layout as it is: the tag of a newcomer, otherwise the end.
  const inside = action === 'found' || action === 'card' ? 20 : undefined
  const bytes = (world: World) => (body ??= bodyFor(world))
  const by = async (world: World, signer: Signer, challenge?: Uint8Array, as: Action = action) =>
    frameBy(world, signer, as, await bytes(world), challenge ?? (await world.challenge()))
  const own = async (world: World, signer: Signer) => {
    const sent = await bytes(world)
    if (recorded === undefined || signer.sig === null) return sent
    const { audit, caseId } = recorded.of(sent)
    return withEntry(sent, audit, await entryBy(world, signer, spokenIn(audit, caseId ?? null)))
  }
  const send = (world: World, frame: Uint8Array) => post(world, path, around(frame))
  const changed = (change: (frame: ReturnType<typeof parseFrame>, world: World) => Parameters<typeof frameBytes>[0]): Ask => async (world) =>
    send(world, frameBytes(change(parseFrame(await by(world, rightful(world))), world)))
  return {
    route: path.slice(1),
    verb: 'POST',
    rightful: async (world) => send(world, await by(world, rightful(world))),
    wrong: [
      ...others.map(([name, status]): Wrong => [name, status, async (world) => {
        const signer = world.signers[name]
        return send(world, frameBy(world, signer, action, await own(world, signer), await world.challenge()))
      }]),
      ['nobody: an empty body', 400, (world) => post(world, path, '')],
      ['a signature with one bit changed', 401, changed((frame) => ({ ...frame, sig: flipped(frame.sig) }))],
      ['a body with one bit changed', 401, changed((frame) => ({ ...frame, body: frame.body.length === 0 ? new Uint8Array(1) : flipped(frame.body, inside) }))],
      ['a challenge of an hour ago', 401, async (world) => send(world, await by(world, rightful(world), await world.oldChallenge()))],
      ['a challenge that nobody made', 401, async (world) => send(world, await by(world, rightful(world), new Uint8Array(52)))],
      ['a frame for another action', 400, async (world) => send(world, await by(world, rightful(world), undefined, action === 'fetch' ? 'post' : 'fetch'))],
      ['the other kind of party', 400, changed((frame) => ({ ...frame, party: frame.party === 'member' ? 'reporter' : 'member' }))],
      ['a frame that is cut', 400, async (world) => send(world, (await by(world, rightful(world))).slice(0, -1))],
      ...(recorded === undefined ? [] : withoutRecord(action, path, rightful, bytes, recorded)),
    ],
  }
}

/** The rightful signer with an entry that is missing, somebody else's, about another act, or in another place. */
function withoutRecord(action: Action, path: string, rightful: Framed['rightful'], bytes: (world: World) => Promise<Uint8Array>, recorded: NonNullable<Framed['recorded']>): Wrong[] {
  type Made = (world: World, audit: Uint8Array, caseId: string | null) => Promise<Uint8Array>
  const row = (who: string, status: number, entry: Made): Wrong => [who, status, async (world) => {
    const body = await bytes(world)
    const { audit, caseId } = recorded.of(body)
    const sent = withEntry(body, audit, await entry(world, audit, caseId ?? null))
    return post(world, path, frameBy(world, rightful(world), action, sent, await world.challenge()))
  }]
  const next = (change: Parameters<typeof entryBy>[3]): Made => (world, audit, caseId) => entryBy(world, rightful(world), spokenIn(audit, caseId), change)
  return [
    row('an entry of somebody else', 409, (world, audit, caseId) => entryBy(world, world.signers.handler === rightful(world) ? world.signers.lead : world.signers.handler, spokenIn(audit, caseId))),
    row('an entry about another act', 409, next({ action: action === 'drill' ? 39 : 37 })),
    row('an entry about another case', 409, next({ subject: '22'.repeat(16) })),
    ...(recorded.untrue ?? []).map((change) => row(`an entry that says something else: ${Object.keys(change).join()}`, 409, next(change))),
    row('an entry in another place', 409, next({ n: 4_000_000 })),
    row('an entry of next week', 409, (world, audit, caseId) => entryBy(world, rightful(world), spokenIn(audit, caseId), { day: dayFrom(world.today + 7) })),
    row('an entry of another organisation', 409, next({ instance: instanceIdFrom(new Uint8Array(16).fill(51)) })),
    row('an entry with one bit changed', 409, async (_, audit) => flipped(audit, 207 + 5)),
    row('an entry that is cut', 400, async (_, audit) => audit.slice(0, -1)),
  ]
}

/** Rows of an address that reads with the cookie of a member. */
export function reads(path: string, route: string, others: readonly Wrong[] = []): Row {
  const as = (cookie: string): Ask => (world) => at(world, filledIn(world, path), { headers: cookie === '' ? {} : { Cookie: cookie } })
  return {
    route,
    verb: 'GET',
    rightful: (world) => as(world.signers.lead.cookie)(world),
    wrong: [
      ['nobody', 401, as('')],
      ['a cookie that nobody got', 401, as(`__Secure-todoke-desk=${'A'.repeat(43)}`)],
      ['a cookie that is none', 401, as('__Secure-todoke-desk=x')],
      ['a member who was taken off the list', 401, (world) => as(world.signers.removed.cookie)(world)],
      ['the holder of the root', 401, (world) => as(world.holders.root)(world)],
      ['the recovery holder of the desk', 401, (world) => as(world.holders.recovery)(world)],
      ['the recovery holder with a cookie under another name', 401, (world) => as(underName(world.holders.recovery, '__Secure-todoke-desk'))(world)],
      ...others,
    ],
  }
}

/** The value of a cookie under another name. */
export function underName(cookie: string, name: string): string {
  return `${name}=${cookie.split('=')[1] ?? ''}`
}

/** `$case` the reporter's case, `$other` one that the other desk alone reads, `$desk` the desk of the lead. */
export function filledIn(world: World, path: string): string {
  return path.replace('$case', world.reporter.caseId).replace('$other', world.otherCase).replace('$desk', world.founded.teams[0]?.deskId ?? '')
}

export function flipped(bytes: Uint8Array, place = bytes.length - 1): Uint8Array {
  const copy = bytes.slice()
  copy[place] = (copy[place] ?? 0) ^ 1
  return copy
}
