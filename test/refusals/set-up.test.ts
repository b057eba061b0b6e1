// The first hour of a portal: its doors open for whoever holds the link of the console, once, and close when it is live.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteBodyBytes, parseInviteBody } from '#crypto/bodies.ts'
import { parseRosterFile } from '#crypto/roster.ts'
import { entryBy } from './entries.ts'
import { bodyOf, frameBy, openWorld, recoveryAnswer, type World } from './people.ts'
import { nextRoster } from './prepared.ts'
import { at, flipped } from './rows.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

afterAll(async () => {
  await world?.[Symbol.asyncDispose]()
})

const post = (path: string, body: BodyInit, cookie = '') => at(world, path, { method: 'POST', body, headers: cookie === '' ? {} : { Cookie: cookie } })
const first = (path: string) => world.sent.get(path) ?? []
const stepOf = (body: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(body)).step

/** Nobody, who held the cookie of set-up, members of every kind, and a cookie that nobody got. */
function anybody(holder: string): string[] {
  const { lead, handler, otherDesk, removed } = world.signers
  return ['', holder, lead.cookie, handler.cookie, otherDesk.cookie, removed.cookie, `__Secure-todoke-set-up=${'A'.repeat(43)}`]
}

test('set-up went well for the holder of the link, and for nobody else afterwards', async () => {
  const asked = first('/desk/api/set-up')
  expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 200))
  const steps = asked.filter(({ body }) => body.length > 0)
  const holder = steps.at(-1)?.cookie ?? ''
  expect(holder).toContain('__Secure-todoke-set-up=')
  expect(steps.map(({ body }) => stepOf(body))).toEqual(['open', 'organisation', 'root', 'desk', 'desk'])
  for (const { body } of steps) {
    // The link was used; every later step asks first who holds the cookie of set-up.
    const [status, reason] = stepOf(body) === 'open' ? [409, 'used'] : [401, 'signed-out']
    for (const cookie of anybody(holder)) {
      const answer = await post('/desk/api/set-up', new Uint8Array(body), cookie)
      expect([cookie, answer.status, await answer.json(), answer.headers.getSetCookie()]).toEqual([cookie, status, { reason }, []])
    }
  }
  for (const cookie of anybody(holder)) {
    const answer = await at(world, '/desk/api/set-up', { headers: { Cookie: cookie } })
    expect([cookie, answer.status, await answer.json(), answer.headers.getSetCookie()]).toEqual([cookie, 401, { reason: 'signed-out' }, []])
  }
})

test('the roster was published by the holder, and the same file is refused from everybody now', async () => {
  const [roster] = first('/desk/api/roster')
  expect(roster?.status).toBe(200)
  for (const cookie of anybody(roster?.cookie ?? '')) {
    const answer = await post('/desk/api/roster', new Uint8Array(roster?.body ?? []), cookie)
    expect([cookie, answer.status, await answer.json(), answer.headers.getSetCookie()]).toEqual([cookie, 401, { reason: 'signed-out' }, []])
  }
})

test('a later roster is taken from the holder of the root, and from nobody else', async () => {
  const file = await nextRoster(world)
  const earlier = await recoveryAnswer(world.portal.origin, world.founded, world.founded.teams[1]?.deskId ?? '')
  for (const cookie of anybody(world.holders.recovery)) {
    const answer = await post('/desk/api/roster', new Uint8Array(file), cookie)
    expect([cookie, answer.status, await answer.json()]).toEqual([cookie, 401, { reason: 'signed-out' }])
  }
  expect((await post('/desk/api/roster', new Uint8Array(flipped(file)), world.holders.root)).status).toBe(400)
  for (const body of [file, file]) expect((await post('/desk/api/roster', new Uint8Array(body), world.holders.root)).status).toBe(200)
  const { hash } = (await (await at(world, '/api/roster')).json()) as { hash: string }
  const [first] = world.sent.get('/desk/api/roster') ?? []
  expect(hash).not.toBe(parseRosterFile(new Uint8Array(first?.body ?? [])).hash)
  // Whoever held the recovery code before signs in under the keys of now, and what was open is over.
  expect((await post('/desk/api/recovery', earlier)).status).toBe(401)
  expect((await at(world, '/desk/api/recovery/inbox', { headers: { Cookie: world.holders.recovery } })).status).toBe(401)
  expect((await post('/desk/api/recovery', await recoveryAnswer(world.portal.origin, world.founded, world.founded.teams[1]?.deskId ?? ''))).status).toBe(200)
  // The keys that waited count now, and the first list does not come back.
  expect((await post('/desk/api/roster', new Uint8Array(first?.body ?? []), world.holders.root)).status).toBe(409)
})

test('an invitation tells what it is for until somebody used it', async () => {
  const used = first('/desk/api/invite').map(({ body }) => bodyOf(new Uint8Array(body)))
  const { deskId, role } = parseInviteBody(used[0] ?? new Uint8Array())
  const inviteId = randomBytes(16).toString('hex')
  const object = new Uint8Array(32)
  object.set(Buffer.from(inviteId, 'hex'))
  const audit = await entryBy(world, world.signers.lead, { action: 'invite', object, caseId: null })
  const fresh = inviteBodyBytes({ deskId, inviteId, role, audit })
  const frame = frameBy(world, world.signers.lead, 'invite', fresh, await world.challenge())
  expect((await post('/desk/api/invite', new Uint8Array(frame))).status).toBe(200)
  const answer = await at(world, `/desk/api/founding?invite=${inviteId}`)
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []])
  expect(await answer.json()).toMatchObject({ kind: 'join', deskId })
  for (const id of [...used.map((body) => parseInviteBody(body).inviteId), '', '1', '0'.repeat(32), 'x'.repeat(32)]) {
    expect([id, (await at(world, `/desk/api/founding?invite=${id}`)).status]).toEqual([id, 404])
  }
})

test('unlock boxes come for any name, the same ones each time, and never say who works here', async () => {
  const ask = async (name: unknown) => post('/desk/api/unlock', JSON.stringify({ name }))
  const shape = (text: string) => text.replace(/[\w-]{20,}/g, (value) => `<${value.length}>`)
  const known = await (await ask(world.lead.name)).text()
  // A hidden bit of the name decides whether it seems to have a passkey too: one kind looks like the lead, who has none.
  const strangers = await Promise.all(Array.from({ length: 24 }, async (_, i) => (await ask(`Nobody ${i}`)).text()))
  const shapes = new Map(strangers.map((text) => [shape(text), text]))
  expect(shapes.size).toBe(2)
  expect([...shapes.keys()]).toContain(shape(known))
  const unknown = await (await ask('Nobody At All')).text()
  expect(await (await ask('  nobody at ALL ')).text()).toBe(unknown)
  for (const wrong of ['', ' ', 7, null, 'x'.repeat(81)]) expect((await ask(wrong)).status).toBe(400)
  expect((await post('/desk/api/unlock', 'no json')).status).toBe(400)
})

test('signing out ends the session, not only the cookie', async () => {
  const cookie = world.signers.otherDesk.cookie
  expect((await at(world, '/desk/api/directory', { headers: { Cookie: cookie } })).status).toBe(200)
  const answer = await post('/desk/api/signout', '', cookie)
  expect(answer.status).toBe(200)
  const gone = ['desk', 'root', 'recovery'].map((kind) => expect.stringMatching(`^__Secure-todoke-${kind}=;.*Max-Age=0`))
  expect(answer.headers.getSetCookie()).toEqual(gone)
  expect((await at(world, '/desk/api/directory', { headers: { Cookie: cookie } })).status).toBe(401)
  // Without a session there is nothing to end, and nobody else's ends instead.
  for (const none of ['', cookie, world.signers.removed.cookie, `__Secure-todoke-desk=${'A'.repeat(43)}`]) {
    expect([none, (await post('/desk/api/signout', '', none)).status]).toEqual([none, 200])
  }
  expect((await at(world, '/desk/api/directory', { headers: { Cookie: world.signers.handler.cookie } })).status).toBe(200)
})
