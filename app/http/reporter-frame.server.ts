// A request of somebody who already has a case: no session, no cookie, only a signature that the key of the case made.

import type { AppLoadContext } from '@remix-run/node'
import { caseOfFrame, frameHolds, readReporterCard, symmetricKey, type Action, type Frame, type SymmetricKey } from '#crypto/server.ts'
import { cardOfCase } from '#db/queries/who.server.ts'
import { scopeOfReporter, type ReporterScope } from '#db/scope.ts'
import { Refused, frameFor, instanceOf } from './answering.server.ts'
import { refusal } from './refusals.server.ts'

export interface ReporterRequest {
  readonly scope: ReporterScope
  readonly frame: Frame
  readonly shredKey: SymmetricKey<'shred'>
}

/** Refuses `signature` alike for a wrong one and for a case that is not there: the answer must not tell which cases exist. */
export async function reporterFrame(request: Request, context: AppLoadContext, action: Action): Promise<ReporterRequest> {
  return reporterOfFrame(context, await frameFor(request, context, action, 'reporter'))
}

/** The same for a frame of a reporter that was taken out of a body, or chosen among parties. */
export async function reporterOfFrame(context: AppLoadContext, frame: Frame): Promise<ReporterRequest> {
  const { instanceId } = instanceOf(context)
  const caseId = caseOfFrame(frame)
  const card = await cardOfCase(context.db, instanceId, caseId)
  if (!frameHolds(instanceId, frame, card === null ? null : { kind: 'reporter', card: readReporterCard(card) })) throw new Refused(refusal('signature'))
  const shredKey = await context.shred.keyFor(caseId)
  if (shredKey === null) throw new Refused(refusal('gone'))
  return { scope: scopeOfReporter(instanceId, caseId), frame, shredKey: symmetricKey('shred', shredKey) }
}
