import type { ActionFunctionArgs } from '@remix-run/node'
import type { NameForDesk } from '#crypto/answers.ts'
import { nameHead, openRecordFromShred, parseCaseBody, symmetricKey } from '#crypto/server.ts'
import { readName } from '#db/commands/read-name.server.ts'
import { parseCaseId, parseDeskId } from '#db/model/ids.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry, noObject } from '#app/http/audit.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** The sealed name that a reporter gave one of the member's desks, once a signed line of the record says that the member opens it. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'name')
    const body = parseCaseBody(member.frame.body)
    const asked = { caseId: idFrom(parseCaseId, body.caseId), deskId: idFrom(parseDeskId, body.deskId) }
    const entry = checkedEntry(member, body.audit, { actions: ['name'], object: noObject })
    const shredKey = await context.shred.keyFor(asked.caseId)
    if (shredKey === null) return refusal('missing')
    const read = await readName(context.db, member.scope, { ...asked, today: context.today(), entry })
    if (!read.ok) return refusal(read.reason === 'gone' ? 'missing' : read.reason)
    const letter = openRecordFromShred(symmetricKey('shred', shredKey), nameHead(asked.caseId, asked.deskId), read.letter)
    return Response.json({ letter: base64From(letter) } satisfies NameForDesk)
  })
}

export function loader() {
  return wrongVerb()
}
