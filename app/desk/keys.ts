// THE table of keys: the handlers and the help both read it. No key does anything that cannot be taken back.

export type KeyAction = 'next' | 'previous' | 'open' | 'reply' | 'note' | 'search' | 'inbox' | 'help'

export type KeyRow = { readonly action: KeyAction; readonly keys: readonly string[]; readonly where: readonly ('inbox' | 'case')[] }

export const keyTable: readonly KeyRow[] = [
  { action: 'next', keys: ['j'], where: ['inbox', 'case'] },
  { action: 'previous', keys: ['k'], where: ['inbox', 'case'] },
  { action: 'open', keys: ['o'], where: ['inbox'] },
  { action: 'reply', keys: ['r'], where: ['inbox', 'case'] },
  { action: 'note', keys: ['n'], where: ['inbox', 'case'] },
  { action: 'search', keys: ['/'], where: ['inbox'] },
  { action: 'inbox', keys: ['g', 'i'], where: ['inbox', 'case'] },
  { action: 'help', keys: ['?'], where: ['inbox', 'case'] },
]

/** What a key press means after the keys before it: an action, the beginning of one, or nothing. */
export function readKey(before: string, key: string, where: 'inbox' | 'case'): { action: KeyAction } | { begun: string } | null {
  const rows = keyTable.filter((row) => row.where.includes(where))
  const done = rows.find((row) => row.keys.join(' ') === `${before} ${key}`.trim())
  if (done !== undefined) return { action: done.action }
  return rows.some((row) => row.keys.length > 1 && row.keys[0] === key) ? { begun: key } : null
}
