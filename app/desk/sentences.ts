// Which sentence a refusal gets. Every code of the crypto layer and every reason of the server has its own words;
// what nobody foresaw gets the general one, never silence.

import type { Translate } from '#app/ui/desk-words.tsx'

const worded = new Set([
  'broken', 'newer-version', 'bad-key', 'roster', 'ghost', 'rollback', 'expired', 'pinned-root', 'excluded', 'dropped', 'epoch', 'members',
  'parameters', 'receipt', 'not-ready', 'usage', 'worker-failed', 'locked', 'unprepared', 'unreadable',
  'offline', 'stale', 'taken', 'conflict', 'missing', 'forbidden', 'wrong-role', 'not-allowed', 'gone', 'closed', 'used', 'exists',
  'no-independent-desk', 'name-taken', 'too-big', 'too-few-ways', 'unknown-desk', 'wrong-root', 'signed-out', 'signature', 'challenge', 'not-set-up', 'practice',
  'record', 'files', 'second-person', 'held', 'too-many', 'full', 'passkey-none', 'passkey-without-prf', 'passkey-nowhere',
])

/** The words for a refusal, in the reader's language. */
export function refusalSentence(t: Translate, reason: string): string {
  return t(`desk.refused.${worded.has(reason) ? reason : 'unexpected'}`)
}
