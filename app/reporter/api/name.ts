import type { ActionFunctionArgs } from '@remix-run/node'
import { nameHead, parseNameBody, sealRecordForShred } from '#crypto/server.ts'
import { giveNames } from '#db/commands/give-names.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { reporterFrame } from '#app/http/reporter-frame.server.ts'

/** Takes sealed names for teams of the case, or deletes those that a team holds. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { scope, frame, shredKey } = await reporterFrame(request, context, 'name')
    const names = parseNameBody(frame.body).map(({ deskId, letter }) => ({
      deskId, letter: letter === null ? null : sealRecordForShred(shredKey, nameHead(scope.caseId, deskId), letter),
    }))
    const given = await giveNames(context.db, scope, { today: context.today(), names })
    return given.ok ? Response.json({ day: given.day }) : refusal(given.reason)
  })
}

export function loader() {
  return wrongVerb()
}
