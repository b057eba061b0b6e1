import type { ActionFunctionArgs } from '@remix-run/node'
import { bytesFromHex, readCopy, symmetricKey } from '#crypto/server.ts'
import { makeCopy } from '#db/commands/make-copy.server.ts'
import { dayFrom, parseDeskId } from '#db/model/ids.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { storedEpoch, storedTransmission } from '#app/http/stored.server.ts'

/** Keeps a copy for a reader outside until its last day, with the note of the desk about it. Its keys are sealed by the shred key of the case. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'copy')
    const facts = readCopy(member.scope.instance, member.frame.body)
    const bytes = await context.shred.keyFor(facts.caseId)
    if (bytes === null) return refusal('missing')
    const shredKey = symmetricKey('shred', bytes)
    const made = await makeCopy(context.db, member.scope, {
      today: context.today(),
      caseId: facts.caseId,
      deskId: idFrom(parseDeskId, facts.deskId),
      untilDay: dayFrom(facts.untilDay),
      copyId: facts.copyId,
      card: facts.cardBytes,
      opens: storedEpoch(shredKey, facts.epoch, []),
      messages: facts.messages.map(({ author17, n, urgent, outer, body }) => ({ author: author17, n, urgent, outer, body })),
      provenance: storedTransmission(shredKey, facts.notes),
      entry: checkedEntry(member, facts.audit, { actions: ['copy'], object: bytesFromHex(facts.copyId) }),
    })
    return made.ok ? Response.json({}) : refusal(made.reason === 'gone' ? 'missing' : made.reason)
  })
}

export function loader() {
  return wrongVerb()
}
