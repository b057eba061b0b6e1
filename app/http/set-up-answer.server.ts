// How far set-up has come, as its page reads it: everything in it is checked again in the browser before the root signs.

import type { AppLoadContext } from '@remix-run/node'
import { receiptKeys } from '#crypto/server.ts'
import type { FoundedDesk, FoundingStatus } from '#crypto/answers.ts'
import { foundingStatus, type FoundingDesk as FoundingRow } from '#db/queries/founding-status.server.ts'
import { base64From } from './base64.server.ts'
import { zoneOfMachine } from './clock.server.ts'
import { recoveryHolder } from './desk-rows.server.ts'
import type { Instance } from './instance.server.ts'

export interface SetUpAnswer {
  readonly organisation: string | null
  readonly operator: 'buyer' | 'neutral'
  readonly timeZone: string
  readonly rootFp: string | null
  readonly today: number
  /** Null before the organisation has a name. */
  readonly status: FoundingStatus | null
}

/** The answer for the holder of the set-up cookie; `instance` as it is after the step that was just taken. */
export async function setUpAnswer(context: AppLoadContext, instance: Instance | null): Promise<SetUpAnswer> {
  const today = context.today()
  if (instance === null) return { organisation: null, operator: 'buyer', timeZone: zoneOfMachine(), rootFp: null, today, status: null }
  const rows = await foundingStatus(context.db, instance.instanceId)
  return {
    organisation: instance.organisation,
    operator: instance.operator,
    timeZone: instance.timeZone,
    rootFp: instance.rootFp,
    today,
    status: {
      instanceId: instance.instanceId,
      practice: rows.practice,
      receiptPk: base64From(receiptKeys(context.keys.receiptSeed).pk),
      rosterHash: rows.rosterHash,
      live: rows.live,
      desks: rows.desks.map(({ founded, roles, ...desk }) => ({ ...desk, roles: [...roles], founded: foundedRows(founded) })),
    },
  }
}

/** What the first member of a desk brought along, null until there is one. */
export function foundedRows(founded: FoundingRow['founded']): FoundedDesk | null {
  if (founded === null) return null
  return {
    memberName: founded.memberName,
    memberCard: base64From(founded.memberCard),
    tag: base64From(founded.tag),
    change: base64From(Buffer.concat([founded.change, founded.changeSig])),
    deskCard: base64From(founded.deskCard),
    cardSig: base64From(founded.cardSig),
    recovery: recoveryHolder(founded.recovery),
  }
}
