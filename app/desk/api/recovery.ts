import { createHmac } from 'node:crypto'
import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { bytesFromBase64, publicKey, recoveryOffer, recoveryProofHolds } from '#crypto/server.ts'
import type { RecoveryOffer } from '#crypto/answers.ts'
import { parseDeskId } from '#db/model/ids.ts'
import { signedCard, type DeskCardRow } from '#db/queries/desk-cards.server.ts'
import { answering, idFrom, instanceOf } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { jsonFrom } from '#app/http/form.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { openFor } from '#app/session/session.server.ts'

const answer = z.object({ deskId: z.string(), token: z.string().max(200), proof: z.string().max(100) })

/** A question that only the recovery holder of the desk's newest signed card can answer, for anybody who asks. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const { instanceId } = instanceOf(context)
    const deskId = parseDeskId(new URL(request.url).searchParams.get('desk') ?? '')
    const card = deskId === null ? null : await signedCard(context.db, instanceId, deskId)
    if (deskId === null || card === null || card.recovery === null) return refusal('missing')
    const { ct, token } = recoveryOffer(keyFor(context, card), instanceId, deskId, publicKey('recovery-kem', card.recovery.pk), context.now() / 1000)
    return Response.json({ ct: base64From(ct), token: base64From(token) } satisfies RecoveryOffer)
  })
}

/** Opens a session of an hour that reads the desk's cases, for the right answer. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { instanceId } = instanceOf(context)
    const asked = await jsonFrom(request, answer)
    const deskId = idFrom(parseDeskId, asked.deskId)
    const [token, proof] = [bytesFromBase64(asked.token), bytesFromBase64(asked.proof)]
    const card = await signedCard(context.db, instanceId, deskId)
    if (card === null || !recoveryProofHolds(keyFor(context, card), instanceId, deskId, token, proof, context.now() / 1000)) return refusal('signature')
    return Response.json({}, { headers: { 'Set-Cookie': await openFor(context, instanceId, { kind: 'recovery', deskId }) } })
  })
}

// Bound to the card: a question asked before the root signed another recovery holder cannot be answered afterwards.
function keyFor(context: AppLoadContext, card: DeskCardRow): Uint8Array {
  return new Uint8Array(createHmac('sha256', context.keys.recovery).update(card.hash).digest())
}
