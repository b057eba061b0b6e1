import type { ActionFunctionArgs } from '@remix-run/node'
import { parseCaseBody, tombstone } from '#crypto/server.ts'
import { shredCase } from '#db/commands/shred-case.server.ts'
import { parseCaseId, parseDeskId } from '#db/model/ids.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry, noObject } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** Destroys a finished case: after this answer nobody opens it, from whatever copy of the database. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'shred')
    const body = parseCaseBody(member.frame.body)
    const [caseId, deskId] = [idFrom(parseCaseId, body.caseId), idFrom(parseDeskId, body.deskId)]
    const entry = checkedEntry(member, body.audit, { actions: ['shred'], object: noObject })
    const stores = { shred: context.shred, parts: context.parts }
    const done = await shredCase(context.db, stores, member.scope, { today: context.today(), caseId, deskId, tombstone: tombstone(caseId), entry })
    return done.ok ? Response.json({}) : refusal(done.reason === 'gone' ? 'missing' : done.reason)
  })
}

export function loader() {
  return wrongVerb()
}
