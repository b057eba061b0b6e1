import { randomBytes } from 'node:crypto'
import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { planDesk } from '#db/commands/plan-desk.server.ts'
import { setRoot } from '#db/commands/set-root.server.ts'
import { setUpInstance } from '#db/commands/set-up-instance.server.ts'
import { instanceIdFrom } from '#db/model/ids.ts'
import { scopeOfSetUp } from '#db/scope.ts'
import { Refused, answering, instanceOf } from '#app/http/answering.server.ts'
import { isZone } from '#app/http/clock.server.ts'
import { deskPlan, planFrom, shortWords } from '#app/http/desk-plan.server.ts'
import { jsonFrom } from '#app/http/form.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { setUpAnswer } from '#app/http/set-up-answer.server.ts'
import { cookieOf, cookieWith, setUpCookie } from '#app/session/cookie.server.ts'

const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('open'), secret: z.string().max(100) }),
  z.object({ step: z.literal('organisation'), organisation: shortWords, operator: z.enum(['buyer', 'neutral']), timeZone: z.string().max(64).refine(isZone) }),
  z.object({ step: z.literal('root'), rootFp: z.string().regex(/^[0-9a-f]{64}$/) }),
  deskPlan.extend({ step: z.literal('desk') }),
])
type Step = z.infer<typeof step>

/** How far set-up has come, for whoever holds its cookie. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    insistOnHolder(request, context)
    return Response.json(await setUpAnswer(context, context.instance))
  })
}

/** One step of set-up; the first trades the secret of the console's link for the cookie. Each can be sent again. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const asked = await jsonFrom(request, step)
    if (asked.step === 'open') {
      const cookie = context.setUp.open(asked.secret)
      if (cookie === null) return refusal('used')
      return Response.json(await setUpAnswer(context, context.instance), { headers: { 'Set-Cookie': cookieWith(setUpCookie, cookie) } })
    }
    insistOnHolder(request, context)
    await take(context, asked)
    context.instanceChanged()
    return Response.json(await setUpAnswer(context, await context.instanceNow()))
  })
}

function insistOnHolder(request: Request, context: AppLoadContext): void {
  if (!context.setUp.holds(cookieOf(request, setUpCookie))) throw new Refused(refusal('signed-out'))
}

async function take(context: AppLoadContext, asked: Exclude<Step, { step: 'open' }>): Promise<void> {
  const today = context.today()
  if (asked.step === 'organisation') {
    const made = await setUpInstance(context.db, {
      today,
      instanceId: instanceIdFrom(new Uint8Array(randomBytes(16))),
      host: new URL(context.origin).hostname,
      kind: asked.operator === 'neutral' ? 'operator' : 'buyer',
      label: asked.organisation,
      zone: asked.timeZone,
      practice: context.practice,
      rootFp: null,
      desks: [],
    })
    if (!made.ok) throw new Refused(refusal(made.reason))
    return
  }
  const scope = scopeOfSetUp(instanceOf(context).instanceId)
  const done =
    asked.step === 'root'
      ? await setRoot(context.db, scope, { today, rootFp: new Uint8Array(Buffer.from(asked.rootFp, 'hex')) })
      : await planDesk(context.db, scope, { today, ...planFrom(asked) })
  if (!done.ok) throw new Refused(refusal(done.reason))
}
