import type { ActionFunctionArgs } from '@remix-run/node'
import { planDesk } from '#db/commands/plan-desk.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { jsonFrom } from '#app/http/form.server.ts'
import { deskPlan, planFrom } from '#app/http/desk-plan.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { requireRoot } from '#app/session/key-holder.server.ts'

/** Makes room for a new desk on a live portal. Its first member makes the keys; nobody can report to it before the root has signed them. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const scope = await requireRoot(request, context)
    const asked = await jsonFrom(request, deskPlan)
    const planned = await planDesk(context.db, scope, { today: context.today(), ...planFrom(asked) })
    return planned.ok ? Response.json({}) : refusal(planned.reason)
  })
}

export function loader() {
  return wrongVerb()
}
