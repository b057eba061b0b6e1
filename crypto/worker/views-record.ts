// The record of what staff did, as a page gets it (PROTOCOL §15.6): checked row by row.

import type { DayNumber, Hex } from '../answers.ts'

/** What a member did, as the record says it (PROTOCOL §15.1). */
export type RecordAction =
  | 'read' | 'file' | 'write' | 'state' | 'grant' | 'leave' | 'rekey' | 'copy' | 'export' | 'shred'
  | 'keep' | 'drop' | 'ask' | 'decide' | 'name' | 'invite' | 'admit' | 'role' | 'remove' | 'rotate' | 'drill' | 'ways-in' | 'settings'

/**
 * One entry. `checked`: the signature holds under the card of somebody who is on a list that this browser has checked,
 * `former`: who was on one; `unknown`: it holds, but nothing here says whose card that is. `details` null where there
 * are none for this reader.
 */
export type RecordEntry = {
  seq: number
  n: number
  day: DayNumber
  serverDay: DayNumber
  by: { memberId: Hex; name: string }
  action: RecordAction
  object: Hex
  signer: 'checked' | 'former' | 'unknown'
  details: RecordDetails | null
  drilled: Hex | null // Of a drill: the desk whose cards the object names, where it is one of the member's.
}
/** `digests` of the messages written, joined; `state` set, `desk` added or gone, `text` in own words. */
export type RecordDetails = { digests?: Hex; state?: string; desk?: Hex; text?: string }

/** A row that does not hold: `n` and `seq` as far as they can be read. */
export type RecordFault = { seq: number; kind: 'broken' | 'forged' | 'doubled' | 'order' }
export type RecordView = { entries: RecordEntry[]; faults: RecordFault[] }
