// A desk that is to come, as the browser of whoever holds the root describes it: in set-up, and later from the signing page.

import { z } from 'zod'
import { parseDeskId, parseInviteId } from '#db/model/ids.ts'
import { deskRoles } from '#db/model/roles.ts'
import type { PlannedDesk } from '#db/steps/planned-desk.server.ts'
import { idFrom } from './answering.server.ts'

/** One line of words for people: no control signs, at most 80 characters. */
export const shortWords = z.string().trim().min(1).max(80).regex(/^[^\p{Cc}\p{Cs}]+$/u)

export const deskPlan = z.object({
  deskId: z.string(),
  inviteId: z.string(),
  label: shortWords,
  roles: z.array(z.enum(deskRoles)).min(1),
  independent: z.boolean(),
})

/** The plan as the database takes it; refuses `broken` for an id that is none. */
export function planFrom({ deskId, inviteId, label, roles, independent }: z.infer<typeof deskPlan>): PlannedDesk {
  return { deskId: idFrom(parseDeskId, deskId), inviteId: idFrom(parseInviteId, inviteId), label, roles, independent }
}
