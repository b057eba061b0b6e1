// A request of somebody outside who holds the code of a copy: signed with the key of the copy, as a reporter signs with that of a case.

import type { AppLoadContext } from '@remix-run/node'
import { copyOfFrame, frameHolds, readReporterCard, symmetricKey, type Frame, type SymmetricKey } from '#crypto/server.ts'
import { readerOfCopy } from '#db/queries/who.server.ts'
import { scopeOfOutside, type OutsideScope } from '#db/scope.ts'
import { Refused, instanceOf } from './answering.server.ts'
import { refusal } from './refusals.server.ts'

export interface OutsideRequest {
  readonly scope: OutsideScope
  /** Of the case that the copy was taken from. */
  readonly shredKey: SymmetricKey<'shred'>
}

/** Refuses `signature` alike for a wrong one, for a copy that is not there, and after its last day. */
export async function outsideOfFrame(context: AppLoadContext, frame: Frame): Promise<OutsideRequest> {
  const { instanceId } = instanceOf(context)
  const copyId = copyOfFrame(frame)
  const reader = await readerOfCopy(context.db, instanceId, copyId, context.today())
  const known = reader === null ? null : ({ kind: 'outside', card: readReporterCard(reader.card) } as const)
  if (!frameHolds(instanceId, frame, known) || reader === null) throw new Refused(refusal('signature'))
  const shredKey = await context.shred.keyFor(reader.caseId)
  if (shredKey === null) throw new Refused(refusal('gone'))
  return { scope: scopeOfOutside(instanceId, copyId), shredKey: symmetricKey('shred', shredKey) }
}
