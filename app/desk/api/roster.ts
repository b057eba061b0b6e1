import type { ActionFunctionArgs } from '@remix-run/node'
import { deskCardHash, parseRosterFile, receiptKeys } from '#crypto/server.ts'
import { publishRoster } from '#db/commands/publish-roster.server.ts'
import { scopeOfSetUp } from '#db/scope.ts'
import { answering, bytesIn, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { cookieOf, setUpCookie } from '#app/session/cookie.server.ts'

/**
 * Publishes the first roster, which opens the portal. What counts is the root's signature; the server adds what only it can know:
 * that its own receipt key stands there, that each desk has somebody who can get in, and that one desk is independent.
 */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    if (!context.setUp.holds(cookieOf(request, setUpCookie))) return refusal('signed-out')
    const { instanceId } = instanceOf(context)
    const signed = parseRosterFile(await bytesIn(request, context))
    const { roster } = signed
    const receipt = receiptKeys(context.keys.receiptSeed).pk
    if (roster.instance !== instanceId || !Buffer.from(roster.receiptPk).equals(Buffer.from(receipt))) return refusal('wrong-receipt')
    const published = await publishRoster(context.db, scopeOfSetUp(instanceId), {
      today: context.today(),
      seq: roster.seq,
      hash: signed.hash,
      prevHash: roster.prevHash,
      issuedDay: roster.issuedDay,
      notAfterDay: roster.notAfterDay,
      rootFp: signed.rootFp,
      practice: roster.practice,
      file: signed.file,
      desks: roster.desks.map(({ card, roles, independent, label, recoveryLabel }) => ({
        deskId: card.deskId, epoch: card.epoch, cardHash: deskCardHash(card), roles, independent, label, recoveryLabel,
      })),
    })
    context.instanceChanged()
    if (!published.ok) return refusal(published.reason)
    context.setUp.close()
    return Response.json({ live: true })
  })
}

export function loader() {
  return wrongVerb()
}
