// The newest signed list of teams, checked by the server for a visitor whose browser cannot.

import type { AppLoadContext } from '@remix-run/node'
import { bytesFromHex } from '#crypto/bytes.ts'
import { loadRoster, type Loaded } from '#crypto/reporter.ts'
import { ready } from '#crypto/sodium.ts'
import { rosterViewOf } from '#crypto/teams.ts'
import { hashOf, instanceIdFrom, dayFrom, type InstanceId, type RootFp } from '#crypto/types.ts'
import type { Team } from '#crypto/worker/views.ts'
import { parseRosterHash } from '#db/model/ids.ts'
import { rosterByHash } from '#db/queries/rosters.server.ts'
import { instanceOf } from '#app/http/answering.server.ts'
import { notHere } from '#app/http/refusals.server.ts'

export interface Ground {
  readonly instance: InstanceId
  readonly root: RootFp
}

/** The organisation in the types of the protocol; throws the answer for what is not there, before a list of teams is published. */
export async function groundOf(context: AppLoadContext): Promise<Ground> {
  await ready()
  const { instanceId, rootFp } = instanceOf(context)
  if (rootFp === null) throw notHere()
  return { instance: instanceIdFrom(bytesFromHex(instanceId)), root: hashOf('root-fp', bytesFromHex(rootFp)) }
}

/** Throws a CryptoError as a browser would: `expired`, `roster`, `pinned-root`. */
export async function newestTeams(context: AppLoadContext, { instance, root }: Ground): Promise<{ readonly loaded: Loaded; readonly teams: readonly Team[] }> {
  const { instanceId, rosterHash } = instanceOf(context)
  const hash = parseRosterHash(rosterHash ?? '')
  const file = hash === null ? null : await rosterByHash(context.db, instanceId, hash)
  if (file === null) throw notHere()
  const loaded = loadRoster(new Uint8Array(file), instance, root, dayFrom(context.today()))
  return { loaded, teams: rosterViewOf(loaded.standing).teams }
}
