// The talk of a case as its reporter gets it: rows of the database, out of the shred layer, in the words of the protocol.

import type { AppLoadContext } from '@remix-run/node'
import type { CaseForReporter } from '#crypto/answers.ts'
import type { SymmetricKey } from '#crypto/server.ts'
import { caseForReporter } from '#db/queries/case-for-reporter.server.ts'
import { rostersFrom } from '#db/queries/rosters.server.ts'
import type { ReporterScope } from '#db/scope.ts'
import { base64From } from './base64.server.ts'
import { oldestRoster, openedStream } from './stored.server.ts'

/** The whole talk, sealed; null where there is no such case any more. Reading leaves no trace in the database. */
export async function talkFor(context: AppLoadContext, scope: ReporterScope, shredKey: SymmetricKey<'shred'>): Promise<CaseForReporter | null> {
  const rows = await caseForReporter(context.db, scope)
  if (rows === null) return null
  const rosters = await rostersFrom(context.db, scope.instance, oldestRoster(rows.talk))
  return {
    caseId: scope.caseId,
    card: base64From(rows.card),
    day: rows.day,
    envelopeHash: base64From(rows.envelopeHash),
    receipt: base64From(rows.receipt),
    talk: openedStream(shredKey, rows.talk),
    rosters: rosters.map(base64From),
    names: [...rows.names],
  }
}
