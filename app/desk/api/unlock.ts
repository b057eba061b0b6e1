import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { fakeUnlock } from '#crypto/server.ts'
import { nameKey } from '#db/model/names.ts'
import { unlockBoxesFor } from '#db/queries/unlock-boxes.server.ts'
import { answering, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { jsonFrom } from '#app/http/form.server.ts'

const asked = z.object({ name: z.string().trim().min(1).max(80) })

/**
 * The boxes that a member's phrase or code opens, for anybody who names the member. A name that nobody has gets boxes too,
 * the same at every question, so that asking does not tell who works here. A post, so that no name stands in an address.
 */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { instanceId } = instanceOf(context)
    const { name } = await jsonFrom(request, asked)
    // Drawn for every name: the time that it takes must not tell which names are known.
    const fakes = fakeUnlock(context.keys.fakeMembers, instanceId, nameKey(name))
    const known = await unlockBoxesFor(context.db, instanceId, name)
    const boxes = known.length > 0 ? known : fakes
    return Response.json({ instanceId, boxes: boxes.map(({ head, box }) => ({ head: base64From(head), box: base64From(box) })) })
  })
}

export function loader() {
  return wrongVerb()
}
