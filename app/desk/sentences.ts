// Which sentence a refusal gets. Every code of the crypto layer and every reason of the server has its own words;
// what nobody foresaw gets the general one, never silence.

import type { Translate } from '#app/ui/desk-words.tsx'

const worded = new Set([
  'broken', 'newer-version', 'bad-key', 'roster', 'ghost', 'rollback', 'expired', 'pinned-root', 'excluded', 'dropped', 'epoch', 'members',
  'parameters', 'receipt', 'not-ready', 'usage', 'worker-failed', 'locked', 'unprepared',
  'offline', 'stale', 'taken', 'conflict', 'not-found', 'not-yours', 'forbidden', 'wrong-role', 'not-allowed', 'gone', 'used', 'exists',
  'no-independent', 'no-independent-desk', 'same-person', 'name-taken', 'too-large', 'busy', 'wrong-root',
])

/** The words for a refusal, in the reader's language. */
export function refusalSentence(t: Translate, reason: string): string {
  return t(`desk.refused.${worded.has(reason) ? reason : 'unexpected'}`)
}
