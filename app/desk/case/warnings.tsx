import type { Warning } from '#crypto/worker/views.ts'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'

/** What the crypto layer noticed about the conversation, in plain words: shown, never hidden, without blame. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const { t, days } = useWords()
  if (warnings.length === 0) return null
  const serious = warnings.some((warning) => warning.kind === 'equivocation')
  return (
    <Look title={t('desk.warning.title')} kind={serious ? 'stop' : 'look'}>
      <ul>
        {warnings.map((warning, index) => (
          <li key={index}>{sentence(warning)}</li>
        ))}
      </ul>
    </Look>
  )

  function sentence(warning: Warning): string {
    switch (warning.kind) {
      case 'withheld':
      case 'equivocation':
        return t(`desk.warning.${warning.kind}`, { who: who(warning.author), n: warning.n + 1 })
      case 'cut':
        return t('desk.warning.cut', { who: who(warning.author), n: warning.n + 1, by: who(warning.by) })
      case 'restarted':
        return t('desk.warning.restarted', { desk: warning.label })
      case 'old-roster':
        return t('desk.warning.oldRoster', { date: days.long(warning.issuedDay) })
    }
  }

  function who(author: { kind: string; label: string }): string {
    return author.kind === 'reporter' ? t('desk.by.reporter') : author.label
  }
}
