// THE table of keys: the handlers and the help both read it. No key does anything that cannot be taken back.

export type KeyAction =
  | 'next' | 'previous' | 'open' | 'choose' | 'reply' | 'note' | 'print' | 'search' | 'inbox' | 'decisions' | 'due' | 'statistics' | 'register' | 'help'

/** Where a key is heard: in the list of cases, in one case, in any other room. */
export type KeyPlace = 'inbox' | 'case' | 'room'

export type KeyRow = { readonly action: KeyAction; readonly keys: readonly string[]; readonly where: readonly KeyPlace[] }

const everywhere: readonly KeyPlace[] = ['inbox', 'case', 'room']

export const keyTable: readonly KeyRow[] = [
  { action: 'next', keys: ['j'], where: ['inbox', 'case'] },
  { action: 'previous', keys: ['k'], where: ['inbox', 'case'] },
  { action: 'open', keys: ['o'], where: ['inbox'] },
  { action: 'choose', keys: ['x'], where: ['inbox'] },
  { action: 'reply', keys: ['r'], where: ['inbox', 'case'] },
  { action: 'note', keys: ['n'], where: ['inbox', 'case'] },
  { action: 'print', keys: ['p'], where: ['case'] },
  { action: 'search', keys: ['/'], where: everywhere },
  { action: 'inbox', keys: ['g', 'i'], where: everywhere },
  { action: 'decisions', keys: ['g', 'e'], where: everywhere },
  { action: 'due', keys: ['g', 'd'], where: everywhere },
  { action: 'statistics', keys: ['g', 's'], where: everywhere },
  { action: 'register', keys: ['g', 'r'], where: everywhere },
  { action: 'help', keys: ['?'], where: everywhere },
]

// In the line at the foot of a page stand only the keys that are pressed all day.
const inTheFoot: ReadonlySet<KeyAction> = new Set(['next', 'previous', 'open', 'choose', 'reply', 'note', 'print', 'search', 'inbox'])

/** The keys of a place that its foot shows; the help shows all. */
export function footRows(where: KeyPlace): readonly KeyRow[] {
  return keyTable.filter((row) => row.where.includes(where) && inTheFoot.has(row.action))
}

/** What a key press means after the keys before it: an action, the beginning of one, or nothing. */
export function readKey(before: string, key: string, where: KeyPlace): { action: KeyAction } | { begun: string } | null {
  const rows = keyTable.filter((row) => row.where.includes(where))
  const done = rows.find((row) => row.keys.join(' ') === `${before} ${key}`.trim())
  if (done !== undefined) return { action: done.action }
  return rows.some((row) => row.keys.length > 1 && row.keys[0] === key) ? { begun: key } : null
}
