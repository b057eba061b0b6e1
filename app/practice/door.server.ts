// The portal as the practice filling reaches it: the same requests and answers as over the wire, on a day of the past.
import type { ChallengeAnswer } from '#crypto/answers.ts'
import type { Day } from '#db/model/ids.ts'

/** What the start command hands in: `ask` answers one request as the portal would on that day. */
export type PracticeDoor = {
  readonly origin: string
  readonly today: Day
  readonly setUpSecret: string
  readonly ask: (request: Request, at: { readonly day: Day }) => Promise<Response>
}

/** One visitor with the cookies that the portal gave them; every visitor has their own. */
export type Visitor = {
  get<Answer>(path: string, day: Day): Promise<Answer>
  bytes(path: string, day: Day): Promise<Uint8Array>
  postJson<Answer>(path: string, day: Day, body: unknown): Promise<Answer>
  postBytes<Answer>(path: string, day: Day, body: Uint8Array): Promise<Answer>
  challenge(day: Day): Promise<string>
}

/** A visitor without cookies yet. Every answer but a good one throws with the address and the status. */
export function visitorAt(door: PracticeDoor): Visitor {
  const cookies = new Map<string, string>()

  async function send(path: string, day: Day, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('Accept', 'application/json')
    headers.set('Origin', door.origin)
    if (cookies.size > 0) headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await door.ask(new Request(new URL(path, door.origin), { ...init, headers }), { day })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (name !== undefined && value !== undefined) cookies.set(name, value)
    }
    if (!response.ok) throw new Error(`practice: ${init.method ?? 'GET'} ${path} answered ${response.status} ${await response.text()}`)
    return response
  }

  async function answered<Answer>(response: Promise<Response>): Promise<Answer> {
    const text = await (await response).text()
    return (text === '' ? {} : JSON.parse(text)) as Answer
  }

  const visitor: Visitor = {
    get: (path, day) => answered(send(path, day, {})),
    bytes: async (path, day) => new Uint8Array(await (await send(path, day, {})).arrayBuffer()),
    postJson: (path, day, body) =>
      answered(send(path, day, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })),
    postBytes: (path, day, body) =>
      answered(send(path, day, { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: new Uint8Array(body) })),
    challenge: async (day) => (await visitor.get<ChallengeAnswer>('/api/challenge', day)).challenge,
  }
  return visitor
}

/** What the keys of a member take for "now" in ms: nobody leaves their desk while the portal is filled, or it would lock between two days. */
export const atTheKeys = 0
