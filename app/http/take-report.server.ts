// A sealed report on its way into the database, wherever it was sealed.

import type { AppLoadContext } from '@remix-run/node'
import { makeReceipt, receiptKeys, symmetricKey, tombstone as tombstoneOf, type EnvelopeFacts } from '#crypto/server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { submissionSeen } from '#db/queries/submission-seen.server.ts'
import { scopeOfReporter } from '#db/scope.ts'
import { instanceOf } from './answering.server.ts'
import { signsFor } from './keys.server.ts'
import type { Reason } from './refusals.server.ts'
import { storedEpoch } from './stored.server.ts'

export type Taken = { readonly ok: true; readonly receipt: Uint8Array } | { readonly ok: false; readonly reason: Reason }

/**
 * Takes a report whose sender is known to hold the key of its card. The order matters: whatever was destroyed stays destroyed, the
 * shred key is on disk before anything that it seals, the case is on disk before the receipt leaves. The same report again gets the
 * same receipt, whatever day it is; `taken` where another one lies under the same code, `gone` where one was destroyed.
 */
export async function takeReport(context: AppLoadContext, facts: EnvelopeFacts): Promise<Taken> {
  const instance = instanceOf(context)
  const scope = scopeOfReporter(instance.instanceId, facts.caseId)
  const tombstone = tombstoneOf(facts.caseId)
  const before = await submissionSeen(context.db, scope, { tombstone, envelopeHash: facts.envelopeHash })
  if (before.seen === 'stored') return { ok: true, receipt: before.receipt }
  if (before.seen !== 'new') return { ok: false, reason: before.seen }
  // Without a list, or with a key that it does not name, no receipt would hold.
  if (instance.rosterSeq === null || instance.receiptPk === null || !signsFor(context.keys, instance.receiptPk)) return { ok: false, reason: 'not-set-up' }

  const shredKey = symmetricKey('shred', await context.shred.ensure(facts.caseId))
  const today = context.today()
  const subject = { instance: instance.instanceId, caseId: facts.caseId, ctx0: facts.epoch.ctx, envelopeHash: facts.envelopeHash }
  const receipt = makeReceipt(receiptKeys(context.keys.receiptSeed).sk, subject, today, instance.rosterSeq)
  return openCase(context.db, scope, {
    today, card: facts.cardBytes, tombstone, envelopeHash: facts.envelopeHash, receipt,
    opens: storedEpoch(shredKey, facts.epoch, []),
    messages: facts.messages.map(({ author17, n, urgent, outer, body }) => ({ author: author17, n, urgent, outer, body })),
    urgent: facts.messages.some((message) => message.urgent),
  })
}
