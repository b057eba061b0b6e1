// What the record can say: one event for each command, and the kinds of notice that leave by mail. Neither ever carries content.

export const eventKinds = [
  'instance-set-up', 'root-made', 'desk-planned', 'operator-texts-saved', 'desk-founded', 'roster-published',
  'member-invited', 'member-joined', 'member-admitted', 'role-changed', 'unlock-boxes-replaced', 'session-opened', 'session-ended', 'reminders-raised',
  'case-opened', 'reporter-posted', 'desk-wrote', 'parts-swept', 'copy-made', 'copies-ended', 'case-shredded',
  'desk-rotated', 'member-removed', 'root-signed-in', 'recovery-opened', 'recovery-read', 'checkpoint-signed', 'case-read', 'recovery-drilled',
  'record-kept', 'record-dropped', 'decision-asked', 'decision-answered', 'calendar-linked', 'absence-set', 'names-changed', 'name-read',
] as const
export type EventKind = (typeof eventKinds)[number]

export const noticeKinds = ['new-message', 'danger', 'date-near'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Leaves at once; every other notice waits for the fixed hours, because an instant mail tells the minute of a report. */
export function isInstant(kind: NoticeKind): boolean {
  return kind === 'danger'
}
