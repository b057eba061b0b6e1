import type { ActionFunctionArgs } from '@remix-run/node'
import { frameHolds, makeReceipt, readEnvelope, receiptKeys, symmetricKey, tombstone as tombstoneOf } from '#crypto/server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { submissionSeen } from '#db/queries/submission-seen.server.ts'
import { scopeOfReporter } from '#db/scope.ts'
import { answering, frameFor, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { signsFor } from '#app/http/keys.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { storedEpoch } from '#app/http/stored.server.ts'

/**
 * Takes a sealed report. The order matters: whatever was destroyed stays destroyed, the shred key is on disk before anything
 * that it seals, the case is on disk before the receipt leaves. The same report again gets the same receipt, whatever day it is.
 */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const instance = instanceOf(context)
    const frame = await frameFor(request, context, 'submit', 'reporter')
    const facts = readEnvelope(instance.instanceId, frame.body)
    if (!frameHolds(instance.instanceId, frame, { kind: 'reporter', card: facts.card })) return refusal('signature')
    const scope = scopeOfReporter(instance.instanceId, facts.caseId)
    const tombstone = tombstoneOf(facts.caseId)
    const before = await submissionSeen(context.db, scope, { tombstone, envelopeHash: facts.envelopeHash })
    if (before.seen === 'stored') return Response.json({ receipt: base64From(before.receipt) })
    if (before.seen !== 'new') return refusal(before.seen)
    // Without a list, or with a key that it does not name, no receipt would hold.
    if (instance.rosterSeq === null || instance.receiptPk === null || !signsFor(context.keys, instance.receiptPk)) return refusal('not-set-up')

    const shredKey = symmetricKey('shred', await context.shred.ensure(facts.caseId))
    const today = context.today()
    const subject = { instance: instance.instanceId, caseId: facts.caseId, ctx0: facts.epoch.ctx, envelopeHash: facts.envelopeHash }
    const receipt = makeReceipt(receiptKeys(context.keys.receiptSeed).sk, subject, today, instance.rosterSeq)
    const opened = await openCase(context.db, scope, {
      today, card: facts.cardBytes, tombstone, envelopeHash: facts.envelopeHash, receipt,
      opens: storedEpoch(shredKey, facts.epoch, []),
      messages: facts.messages.map(({ author17, n, urgent, outer, body }) => ({ author: author17, n, urgent, outer, body })),
      urgent: facts.messages.some((message) => message.urgent),
    })
    return opened.ok ? Response.json({ receipt: base64From(opened.receipt) }) : refusal(opened.reason)
  })
}

export function loader() {
  return wrongVerb()
}
