// Doors of reporters and of members at their daily work.
import type { CaseForReporter } from '#crypto/answers.ts'
import { parseAdmitBody, parseInviteBody, parseUnlockBody, parseWriteBody } from '#crypto/bodies.ts'
import { parseCaseBody, parseSettingsBody } from '#crypto/recorded-bodies.ts'
import { readCase } from '#app/practice/record.server.ts'
import { dayFrom } from '#db/model/ids.ts'
import { bodyOf, type Signer, type World } from './people.ts'
import { preparedBy } from './prepared.ts'
import { frames, post, reads, strangers, type Row } from './rows.ts'

const lead = (world: World): Signer => world.signers.lead
const stored = (path: string, place = 0) => async (world: World) => bodyOf(world.sent.get(path)?.[place]?.body ?? new Uint8Array(0))
const nothing = async () => new Uint8Array(0)

export const deskRows: readonly Row[] = [
  frames({
    action: 'submit', path: '/api/submit', rightful: (world) => world.signers.reporter, bodyFor: stored('/api/submit'),
    others: [['otherReporter', 401], ['unknownReporter', 401], ['reporterWithOtherKey', 401]],
  }),
  frames({ action: 'fetch', path: '/api/fetch', rightful: (world) => world.signers.reporter, bodyFor: nothing, others: [['unknownReporter', 401], ['reporterWithOtherKey', 401]] }),
  frames({ action: 'post', path: '/api/post', rightful: (world) => world.signers.reporter, bodyFor: postBody, others: [['unknownReporter', 401], ['reporterWithOtherKey', 401]] }),
  frames({ action: 'name', path: '/api/name', rightful: (world) => world.signers.reporter, bodyFor: (world) => namesBody(world), others: [['unknownReporter', 401], ['reporterWithOtherKey', 401]] }),
  frames({
    action: 'name', path: '/desk/api/name', rightful: lead, bodyFor: readNameBody, others: [...strangers, ['otherDesk', 404]],
    recorded: { of: (body) => parseCaseBody(body), untrue: [{ action: 1 }] },
  }),
  frames({ action: 'signin', path: '/desk/api/signin', rightful: lead, bodyFor: nothing, others: strangers }),
  frames({
    action: 'read', path: '/desk/api/case', rightful: lead, bodyFor: readBody, others: [...strangers, ['otherDesk', 404]],
    recorded: { of: (body) => parseCaseBody(body) },
  }),
  frames({
    action: 'write', path: '/desk/api/write', rightful: lead, bodyFor: writeBody, others: [...strangers, ['otherDesk', 404]],
    // An answer that opens nothing: neither bare new keys nor a team that joins, and of this epoch alone.
    recorded: { of: (body) => parseWriteBody(body), untrue: [{ action: 7 }, { action: 5 }, { object: new Uint8Array(32).fill(52) }, { object: new Uint8Array(32) }] },
  }),
  frames({
    action: 'invite', path: '/desk/api/invite', rightful: lead, bodyFor: stored('/desk/api/invite', 2), others: [...strangers, ['otherDesk', 404], ['handler', 403]],
    recorded: { of: (body) => ({ audit: parseInviteBody(body).audit }) },
  }),
  frames({
    action: 'admit', path: '/desk/api/admit', rightful: lead, bodyFor: stored('/desk/api/admit'), others: [...strangers, ['otherDesk', 404]],
    recorded: { of: (body) => ({ audit: parseAdmitBody(body).audit }) },
  }),
  frames({
    action: 'boxes', path: '/desk/api/boxes', rightful: lead, bodyFor: boxesBody, others: [...strangers, ['otherDesk', 400], ['handler', 400]],
    recorded: { of: (body) => ({ audit: parseUnlockBody(body).audit }) },
  }),
  frames({
    action: 'settings', path: '/desk/api/settings', rightful: lead, bodyFor: stored('/desk/api/settings'), others: [...strangers, ['handler', 403]],
    recorded: { of: (body) => ({ audit: parseSettingsBody(body).audit }) },
  }),
  frames({ action: 'found', path: '/desk/api/found', rightful: lead, bodyFor: stored('/desk/api/found'), others: [['stranger', 401], ['newcomer', 401], ['otherDesk', 401]] }),
  frames({ action: 'card', path: '/desk/api/card', rightful: (world) => world.signers.handler, bodyFor: stored('/desk/api/card'), others: [['stranger', 401], ['newcomer', 401]] }),
  reads('/desk/api/directory', 'desk/api/directory'),
  reads('/desk/api/inbox', 'desk/api/inbox'),
  reads('/desk/api/proposals', 'desk/api/proposals'),
  reads('/desk/api/settings', 'desk/api/settings'),
]

async function readBody(world: World): Promise<Uint8Array> {
  return preparedBy(world, world.lead, world.reporter.caseId, ({ about, given }) => world.lead.keys.readCase({ caseId: world.reporter.caseId, purpose: 'read', ...about, ...given }))
}

async function postBody(world: World): Promise<Uint8Array> {
  const { keys, day } = await comeBackTo(world)
  await keys.sealPost({ type: 'text', fields: { text: 'One thing more.' }, lang: 'en', urgent: false, today: day })
  return bodyOf((await keys.signPost({ challenge: base64(await world.challenge()) })).frame)
}

// A name for the team of the lead.
async function namesBody(world: World): Promise<Uint8Array> {
  const { keys, day, readers } = await comeBackTo(world)
  await keys.sealNames({ teams: readers, words: { name: 'Khin', reach: '', purpose: 'reach' }, today: day })
  return bodyOf((await keys.signNames({ challenge: base64(await world.challenge()) })).frame)
}

// There is nothing to open before the reporter has given one.
async function readNameBody(world: World): Promise<Uint8Array> {
  await namesBody(world)
  const { frame } = await world.reporter.keys.signNames({ challenge: base64(await world.challenge()) })
  await post(world, '/api/name', frame)
  return preparedBy(world, world.lead, world.reporter.caseId, ({ about, given }) => world.lead.keys.readName({ caseId: world.reporter.caseId, ...about, ...given }))
}

async function comeBackTo(world: World) {
  const { keys } = world.reporter
  await keys.openCode({ text: world.reporter.digits, instanceId: world.founded.instanceId })
  const { frame: ask } = await keys.signFetch({ challenge: base64(await world.challenge()) })
  const answer = (await (await post(world, '/api/fetch', ask)).json()) as CaseForReporter
  const { readers } = await keys.openCase({ answer, rootFp: world.founded.rootFp, today: answer.day })
  return { keys, day: answer.day, readers: readers.map(({ id }) => id) }
}

async function writeBody(world: World): Promise<Uint8Array> {
  const { keys } = world.lead
  const today = dayFrom(world.today)
  const answer = await readCase(world.lead, today, world.reporter.caseId)
  await keys.openCase({ answer, today, now: 0 })
  return preparedBy(world, world.lead, null, ({ given }) => keys.sealWrites({
    caseId: world.reporter.caseId, writes: [{ type: 'reply', fields: { text: 'We read it.' }, lang: 'en' }], addTeam: null, columns: null, summary: null, ...given,
  }))
}

async function boxesBody(world: World): Promise<Uint8Array> {
  return preparedBy(world, world.lead, null, ({ given }) => world.lead.keys.replaceUnlock(given))
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
