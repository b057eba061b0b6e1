import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import type { AppLoadContext } from '@remix-run/node'
import { z } from 'zod'
import type { PresenceAnswer } from '#crypto/answers.ts'
import { parseCaseId, type CaseId } from '#db/model/ids.ts'
import { subjectOf } from '#db/queries/audit.server.ts'
import { namesOfMembers } from '#db/queries/member-names.server.ts'
import { Refused, answering, idFrom } from '#app/http/answering.server.ts'
import { jsonFrom } from '#app/http/form.server.ts'
import { notePresence, othersPresent } from '#app/http/presence.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf, type Visitor } from '#app/session/member.server.ts'

const said = z.object({ caseId: z.string().max(64), open: z.boolean() })

/** Who else has this case (`?case=`) open now. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await signedIn(request, context)
    const caseId = idFrom(parseCaseId, new URL(request.url).searchParams.get('case') ?? '')
    await deskThatReads(context, visitor, caseId)
    return others(context, visitor, caseId)
  })
}

/** The same, and notes that the member has the case open, to be said again before it is forgotten, or has closed it. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const visitor = await signedIn(request, context)
    const body = await jsonFrom(request, said)
    const caseId = idFrom(parseCaseId, body.caseId)
    const deskId = await deskThatReads(context, visitor, caseId)
    notePresence(context.db, visitor.scope, caseId, { deskId, open: body.open, now: context.now() })
    return others(context, visitor, caseId)
  })
}

async function signedIn(request: Request, context: AppLoadContext): Promise<Visitor> {
  return (await memberOf(request, context)) ?? refuse('signed-out')
}

async function deskThatReads(context: AppLoadContext, { scope }: Visitor, caseId: CaseId) {
  return (await subjectOf(context.db, scope, caseId))?.deskId ?? refuse('missing')
}

async function others(context: AppLoadContext, { scope }: Visitor, caseId: CaseId): Promise<Response> {
  const present = othersPresent(context.db, scope, caseId, context.now())
  const names = await namesOfMembers(context.db, scope, present.map(({ memberId }) => memberId))
  return Response.json({ others: present.map((one) => ({ ...one, name: names.get(one.memberId) ?? '' })) } satisfies PresenceAnswer)
}

function refuse(reason: 'signed-out' | 'missing'): never {
  throw new Refused(refusal(reason))
}
