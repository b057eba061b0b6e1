// The case of somebody who gave this server their code: opened for one answer and forgotten with it.

import type { AppLoadContext } from '@remix-run/node'
import { reporterKeys } from '#crypto/card.ts'
import { openReporterCase, type OpenedCase } from '#crypto/reporter-case.ts'
import { dayFrom, symmetricKey, type Code, type SymmetricKey } from '#crypto/types.ts'
import { scopeOfReporter, type ReporterScope } from '#db/scope.ts'
import { instanceOf } from '#app/http/answering.server.ts'
import { talkFor } from '#app/http/talk-answer.server.ts'
import type { Ground } from './roster.server.ts'

export interface OpenTalk {
  readonly scope: ReporterScope
  readonly shredKey: SymmetricKey<'shred'>
  readonly opened: OpenedCase
}

/** Opens as a browser does, with every check; null where no case lies under the code. Throws what openReporterCase throws. */
export async function openTalk(context: AppLoadContext, { instance, root }: Ground, code: Code): Promise<OpenTalk | null> {
  const { instanceId } = instanceOf(context)
  const keys = reporterKeys(instance, code)
  const scope = scopeOfReporter(instanceId, keys.caseId)
  const shred = await context.shred.keyFor(keys.caseId)
  if (shred === null) return null
  const shredKey = symmetricKey('shred', shred)
  const talk = await talkFor(context, scope, shredKey)
  if (talk === null) return null
  return { scope, shredKey, opened: openReporterCase(instance, keys, talk, root, dayFrom(context.today())) }
}
