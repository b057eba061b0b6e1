import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node'
import { deskIn, drillObjects, parseDrillBody, parseRosterFile } from '#crypto/server.ts'
import { recordDrill } from '#db/commands/record-drill.server.ts'
import { parseDeskId, type DeskId, type InstanceId } from '#db/model/ids.ts'
import { rostersFrom } from '#db/queries/rosters.server.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** Puts down that the recovery code of a desk was tried and opened what it must. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'drill')
    const body = parseDrillBody(member.frame.body)
    const deskId = idFrom(parseDeskId, body.deskId)
    const entry = checkedEntry(member, body.audit, { actions: ['drill'], object: await nameable(context, member.scope.instance, deskId) })
    const recorded = await recordDrill(context.db, member.scope, { today: context.today(), deskId, entry })
    return recorded.ok ? Response.json({}) : refusal(recorded.reason)
  })
}

export function loader() {
  return wrongVerb()
}

// What the cards of the desk allow an entry to name: a drill of one desk is none of another.
async function nameable(context: AppLoadContext, instance: InstanceId, deskId: DeskId): Promise<readonly Uint8Array[]> {
  const rosters = await rostersFrom(context.db, instance, 0)
  return [...drillObjects(deskId, rosters.flatMap((file) => deskIn(parseRosterFile(file).roster, deskId)?.card ?? [])).values()]
}
