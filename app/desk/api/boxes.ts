import type { ActionFunctionArgs } from '@remix-run/node'
import { parseUnlockBody } from '#crypto/server.ts'
import { replaceUnlockBoxes } from '#db/commands/replace-unlock-boxes.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { unlockFrom } from '#app/http/newcomer.server.ts'

/** Puts new ways to unlock in the place of the old ones, two kinds at least. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { scope, memberId, frame } = await memberFrame(request, context, 'boxes')
    const unlock = unlockFrom(scope.instance, memberId, parseUnlockBody(frame.body))
    const replaced = await replaceUnlockBoxes(context.db, scope, { today: context.today(), unlock })
    return replaced.ok ? Response.json({}) : refusal(replaced.reason)
  })
}

export function loader() {
  return wrongVerb()
}
