import type { Warning } from '#crypto/worker/views.ts'
import { caseStateFrom } from '#db/model/case-state.ts'
import type { Doubt } from '#db/model/doubts.ts'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'

type WarningsProps = { warnings: readonly Warning[]; doubts?: readonly Doubt[]; memberName?: (id: string) => string }

/** What nobody signed and is not believed, then what the crypto layer noticed about the conversation, in plain words: shown, never hidden, without blame. */
export function Warnings({ warnings, doubts = [], memberName }: WarningsProps) {
  const { t, days } = useWords()
  const unsigned = doubts.filter(({ kind }) => kind !== 'link')
  const links = doubts.filter(({ kind }) => kind === 'link')
  const serious = warnings.some((warning) => warning.kind === 'equivocation')
  return (
    <>
      {links.length === 0 ? null : (
        <Look title={t('desk.doubt.linkTitle')} kind="stop">
          <ul data-links>
            {links.map((doubt) => (
              <li key={doubt.key}>{doubtSentence(doubt)}</li>
            ))}
          </ul>
        </Look>
      )}
      {unsigned.length === 0 ? null : (
        <Look title={t('desk.doubt.title')} kind="stop">
          <ul data-doubts>
            {unsigned.map((doubt) => (
              <li key={`${doubt.kind} ${doubt.why} ${doubt.key ?? ''}`}>{doubtSentence(doubt)}</li>
            ))}
          </ul>
        </Look>
      )}
      {warnings.length === 0 ? null : (
        <Look title={t('desk.warning.title')} kind={serious ? 'stop' : 'look'}>
          <ul>
            {warnings.map((warning, index) => (
              <li key={index}>{sentence(warning)}</li>
            ))}
          </ul>
        </Look>
      )}
    </>
  )

  function doubtSentence({ kind, why, text }: Doubt): string {
    const said = kind === 'state' || kind === 'step' ? (caseStateFrom(text) === null ? text : t(`state.${text}.label`)) : kind === 'assignee' ? (memberName?.(text) ?? '') : text
    return `${t(`desk.doubt.${kind}`, { text: said || t('desk.with.nobody') })} ${t(`desk.doubtWhy.${why}`)}`
  }

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
