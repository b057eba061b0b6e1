// Which teams have a recovery code, as the signed list names its holders: the page has to ask for one before anybody is known.

import type { AppLoadContext } from '@remix-run/node'
import { parseRosterFile } from '#crypto/server.ts'
import { latestRoster } from '#db/queries/rosters.server.ts'
import type { RecoveryTeam } from './recovery.client.ts'

/** Teams of the newest list with a recovery holder, in its order; empty before the first list. */
export async function recoveryTeams(context: AppLoadContext): Promise<RecoveryTeam[]> {
  if (context.instance === null) return []
  const newest = await latestRoster(context.db, context.instance.instanceId)
  // What does not hold names nobody; the page of the holder refuses it by itself.
  if (newest === null || context.instance.receiptPk === null) return []
  return parseRosterFile(newest.file).roster.desks
    .filter((desk) => desk.card.recoveryHash !== null)
    .map((desk) => ({ deskId: desk.card.deskId, label: desk.label, recoveryLabel: desk.recoveryLabel }))
}
