// The eleven pictures a reporter meets first, and the desks that each of them invites before anybody has read a word.
import type { DeskRole } from './roles.ts'

export const tileIds = [
  'pay', 'trapped', 'child', 'safety', 'treatment', 'unfair', 'money', 'nature', 'product', 'punished', 'else',
] as const
export type TileId = (typeof tileIds)[number]

/** At most this many tiles on one report. */
export const tilesAtMost = 3

/** Invited beside LEGAL. A tile is wide (nature and metals are one picture), so it may invite two where a code would invite one. */
export const desksOfTile: Record<TileId, readonly DeskRole[]> = {
  pay: ['HRR'],
  trapped: ['HRR'],
  child: ['HRR'],
  safety: ['EHS'],
  treatment: ['HRR'],
  unfair: ['HRR'],
  money: ['ETH'],
  nature: ['ENV', 'MIN'],
  product: ['QUAL', 'SEC'],
  punished: [],
  else: [],
}

/** The tile of that name, or `null`: a newer version may know more. */
export function tileFrom(text: string): TileId | null {
  return tileIds.find((id) => id === text) ?? null
}
