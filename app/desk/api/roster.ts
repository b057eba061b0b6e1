import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node'
import { deskCardHash, namesSuccessor, parseRosterFile, receiptKeys, type SignedRoster } from '#crypto/server.ts'
import { publishRoster } from '#db/commands/publish-roster.server.ts'
import type { InstanceId } from '#db/model/ids.ts'
import { latestRoster } from '#db/queries/rosters.server.ts'
import { scopeOfSetUp, type RootScope, type SetUpScope } from '#db/scope.ts'
import { answering, bytesIn, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { cookieOf, setUpCookie } from '#app/session/cookie.server.ts'
import { rootOf } from '#app/session/key-holder.server.ts'

/**
 * Publishes a roster: the first one, which opens the portal, for the holder of the set-up link, every later one for the holder of the root.
 * What counts is the root's signature; the server adds what only it can know: that its own receipt key stands there, that each desk has
 * somebody who can get in, and that one desk is independent.
 */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const scope = await publisher(request, context)
    if (scope === null) return refusal('signed-out')
    const signed = parseRosterFile(await bytesIn(request, context))
    const { roster } = signed
    const receipt = receiptKeys(context.keys.receiptSeed).pk
    if (roster.instance !== scope.instance || !Buffer.from(roster.receiptPk).equals(Buffer.from(receipt))) return refusal('wrong-receipt')
    const published = await publishRoster(context.db, scope, {
      today: context.today(),
      seq: roster.seq,
      hash: signed.hash,
      prevHash: roster.prevHash,
      issuedDay: roster.issuedDay,
      notAfterDay: roster.notAfterDay,
      rootFp: signed.rootFp,
      formerRootFp: await formerRoot(context, scope.instance, signed),
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

async function publisher(request: Request, context: AppLoadContext): Promise<SetUpScope | RootScope | null> {
  if (context.setUp.holds(cookieOf(request, setUpCookie))) return scopeOfSetUp(instanceOf(context).instanceId)
  return rootOf(request, context)
}

async function formerRoot(context: AppLoadContext, instance: InstanceId, signed: SignedRoster): Promise<Uint8Array | null> {
  const latest = signed.oldRootSig === null ? null : await latestRoster(context.db, instance)
  if (latest === null) return null
  const before = parseRosterFile(latest.file)
  return namesSuccessor(before, signed) ? before.rootFp : null
}
