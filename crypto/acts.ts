/**
 * Acts of a `write` (§12.3): what the server is told in clear beside the sealed words, so that clocks run, a second
 * person is insisted on, and a held case is not deleted. For both ends of the line; which act may stand when is the
 * server's rule, not this layout's.
 */
import { L, compareBytes, concat, hexFromBytes, insistSorted, reader, u32, u8, writer } from './bytes.ts'
import { refuse } from './error.ts'
import { SIZE } from './types.ts'
import type { Verdict } from './worker/views.ts'

/** One act as it travels; ids and digests as hexadecimal text, days as in §1.2. */
export type WrittenAct =
  | { readonly kind: 'clock-set'; readonly clockId: string; readonly dueDay: number; readonly notices: readonly number[] }
  | { readonly kind: 'clock-stop'; readonly clockId: string }
  /** Of the proposal that the same request writes into the room. */
  | { readonly kind: 'propose'; readonly digest: string }
  | { readonly kind: 'decide'; readonly proposal: string; readonly verdict: Verdict }
  | { readonly kind: 'hold'; readonly on: boolean }
  /** 0: the watch is over. */
  | { readonly kind: 'watch'; readonly untilDay: number }

/** What a second person can say, by the number that acts give it, from 1 on (§12.3). */
export const VERDICTS: readonly Verdict[] = ['approve', 'back', 'aside']
const ACT_KINDS = { 'clock-set': 1, 'clock-stop': 2, propose: 3, decide: 4, hold: 5, watch: 6 } as const
const MOST_NOTICES = 4
const LONGEST = 65_536

/** u8 count ‖ count × (u8 kind ‖ L(body)), sorted; throws `usage` for none, for two about one thing, and for days out of line (§12.3). */
export function actsBytes(acts: readonly WrittenAct[]): Uint8Array {
  if (acts.length === 0 || acts.length > 255) refuse('usage', 'number of acts')
  if (!apart(acts) || acts.some((act) => act.kind === 'clock-set' && !inLine(act))) refuse('usage', 'acts out of line')
  const parts = acts.map((act) => concat(u8(ACT_KINDS[act.kind]), bodyOf(act))).sort(compareBytes)
  return parts.reduce((out, part) => out.raw(part.slice(0, 1)).field(part.slice(1)), writer().u8(parts.length)).done()
}

/**
 * Reads acts; throws `newer-version` for a kind unknown here, `broken` for none, another order, two about one thing
 * (clock, digest, hold, watch), days that do not rise to the due day, and bytes that are left over (§12.3).
 */
export function parseActs(bytes: Uint8Array): readonly WrittenAct[] {
  const from = reader(bytes)
  const parts = Array.from({ length: from.u8() }, () => ({ kind: from.u8(), body: from.field(LONGEST) }))
  from.end()
  if (parts.length === 0) refuse('broken', 'no act')
  insistSorted(parts.map(({ kind, body }) => concat(u8(kind), body)))
  const acts = parts.map(({ kind, body }) => actFrom(kind, body))
  return apart(acts) ? acts : refuse('broken', 'two acts about one thing')
}

/** L(acts) at the end of a body; nothing at all where there are none (§12.3). */
export function actsField(acts: readonly WrittenAct[]): Uint8Array {
  return acts.length === 0 ? new Uint8Array(0) : L(actsBytes(acts))
}

function bodyOf(act: WrittenAct): Uint8Array {
  switch (act.kind) {
    case 'clock-set': return concat(idOf(act.clockId, SIZE.id), u32(act.dueDay), u8(act.notices.length), ...act.notices.map(u32))
    case 'clock-stop': return idOf(act.clockId, SIZE.id)
    case 'propose': return idOf(act.digest, SIZE.hash)
    case 'decide': return concat(idOf(act.proposal, SIZE.hash), u8(VERDICTS.indexOf(act.verdict) + 1))
    case 'hold': return u8(act.on ? 1 : 0)
    case 'watch': return u32(act.untilDay)
  }
}

function actFrom(kind: number, body: Uint8Array): WrittenAct {
  const from = reader(body)
  const act = read(kind)
  from.end()
  return act

  function read(number: number): WrittenAct {
    switch (number) {
      case 1: {
        const set = { kind: 'clock-set', clockId: hexFromBytes(from.take(SIZE.id)), dueDay: from.u32(), notices: days(from.u8()) } as const
        return inLine(set) ? set : refuse('broken', 'days of a clock')
      }
      case 2: return { kind: 'clock-stop', clockId: hexFromBytes(from.take(SIZE.id)) }
      case 3: return { kind: 'propose', digest: hexFromBytes(from.take(SIZE.hash)) }
      case 4: return { kind: 'decide', proposal: hexFromBytes(from.take(SIZE.hash)), verdict: VERDICTS[from.u8() - 1] ?? refuse('broken', 'verdict') }
      case 5: return { kind: 'hold', on: flag(from.u8()) }
      case 6: return { kind: 'watch', untilDay: from.u32() }
      default: return refuse('newer-version', 'kind of act')
    }
  }

  function days(count: number): number[] {
    return Array.from({ length: count }, () => from.u32())
  }
}

function inLine({ dueDay, notices }: { readonly dueDay: number; readonly notices: readonly number[] }): boolean {
  const rising = notices.every((day, i) => day > (notices[i - 1] ?? 0))
  return notices.length > 0 && notices.length <= MOST_NOTICES && rising && notices.at(-1) === dueDay
}

function apart(acts: readonly WrittenAct[]): boolean {
  return new Set(acts.map(thingOf)).size === acts.length
}

// Who proposes does not decide in the same breath, and a clock is set or stopped, not both.
function thingOf(act: WrittenAct): string {
  switch (act.kind) {
    case 'clock-set': case 'clock-stop': return act.clockId
    case 'propose': return act.digest
    case 'decide': return act.proposal
    case 'hold': case 'watch': return act.kind
  }
}

function flag(byte: number): boolean {
  return byte <= 1 ? byte === 1 : refuse('broken', 'flag')
}

function idOf(text: string, size: number): Uint8Array {
  const bytes = writer().hex(text).done()
  return bytes.length === size ? bytes : refuse('usage', 'id of an act')
}
