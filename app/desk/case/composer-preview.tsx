import { useWords } from '#app/ui/desk-words.tsx'
import { languageName } from './answers.ts'
import { useCase } from './case-context.tsx'
import { replyFields, type Draft } from './draft.ts'
import { Reads } from './reads.tsx'

type PreviewProps = { draft: Draft; nextDay: number; onDraft: (draft: Draft) => void }

/** The language of the own words, and exactly what the reporter will read: sentences in their language, own words as written. */
export function ComposerPreview({ draft, nextDay, onDraft }: PreviewProps) {
  const { t, language } = useWords()
  const { reporter, org } = useCase()
  const own = draft.language ?? language
  const choices = [...new Set([language, reporter.language, 'en'])]
  const foreign = draft.text.trim() !== '' && own !== reporter.language
  return (
    <>
      {draft.text.trim() === '' ? null : (
        <label className="row">
          <span className="soft">{t('desk.write.language')}</span>
          <select className="chip" value={own} onChange={(event) => onDraft({ ...draft, language: event.target.value })}>
            {choices.map((tag) => (
              <option key={tag} value={tag}>
                {languageName(tag, language)}
              </option>
            ))}
          </select>
          {foreign ? <span className="soft">{t('desk.write.foreign', { own: languageName(own, language), theirs: languageName(reporter.language, language) })}</span> : null}
        </label>
      )}
      <Reads message={replyFields(draft, nextDay)} lang={own} reporter={reporter} org={org} />
    </>
  )
}
