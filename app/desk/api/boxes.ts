import type { ActionFunctionArgs } from '@remix-run/node'
import { parseUnlockBody } from '#crypto/server.ts'
import { replaceUnlockBoxes } from '#db/commands/replace-unlock-boxes.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry, noObject } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { unlockFrom } from '#app/http/newcomer.server.ts'

/** Puts new ways to unlock in the place of the old ones, two kinds at least. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'boxes')
    const { scope, memberId } = member
    const body = parseUnlockBody(member.frame.body)
    const unlock = unlockFrom(scope.instance, memberId, body.unlock)
    const entry = checkedEntry(member, body.audit, { actions: ['ways-in'], object: noObject })
    const replaced = await replaceUnlockBoxes(context.db, scope, { today: context.today(), unlock, entry })
    return replaced.ok ? Response.json({}) : refusal(replaced.reason)
  })
}

export function loader() {
  return wrongVerb()
}
