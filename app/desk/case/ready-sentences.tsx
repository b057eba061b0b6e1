import { Link } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { phraseKey, phrasesOf, type Phrase } from '#db/model/phrases.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { useAddress } from '../room-page.tsx'
import { loadSnippets, type Snippet } from '../snippets.client.ts'
import { useCase } from './case-context.tsx'
import type { Draft } from './draft.ts'

type ReadySentencesProps = {
  draft: Draft
  onDraft: (draft: Draft) => void
  /** The day that a sentence with a day promises. */
  nextDay: number
  /** Sentences that fit the moment; the others stand behind "All ready sentences". */
  suggested: readonly string[]
}

/** Sentences that each side reads in its own language, and behind them the words that this team or member keeps for itself. */
export function ReadySentences({ draft, onDraft, nextDay, suggested }: ReadySentencesProps) {
  const { t, days } = useWords()
  const address = useAddress()
  const [all, setAll] = useState(false)
  const snippets = useSnippets(all)
  const chosen = new Set(draft.uses.map((use) => use.id))
  const offered = phrasesOf('desk').filter((phrase) => all || suggested.includes(phrase.id) || chosen.has(phrase.id))

  function toggle(phrase: Phrase): void {
    const uses = chosen.has(phrase.id) ? draft.uses.filter((use) => use.id !== phrase.id) : [...draft.uses, { id: phrase.id, day: phrase.day === true ? nextDay : null }]
    onDraft({ ...draft, uses })
  }

  return (
    <div className="chips" role="group" aria-label={t('desk.write.sentences')}>
      {offered.map((phrase) => (
        <button key={phrase.id} type="button" className="chip" aria-pressed={chosen.has(phrase.id)} onClick={() => toggle(phrase)}>
          {t(phraseKey(phrase.id), { date: days.short(nextDay) })}
        </button>
      ))}
      {snippets.map((snippet) => (
        <button key={snippet.recordId} type="button" className="chip" data-own onClick={() => onDraft({ ...draft, text: [draft.text.trim(), snippet.text].filter(Boolean).join('\n'), language: snippet.lang })}>
          {snippet.title}
        </button>
      ))}
      <button type="button" className="chip" aria-expanded={all} onClick={() => setAll(!all)}>
        {t(all ? 'desk.write.fewer' : 'desk.write.all')}
      </button>
      {all ? <Link className="chip" to={address('/desk/snippets')}>{t('desk.snippets.title')}</Link> : null}
    </div>
  )
}

// Fetched when somebody asks for more than what fits the moment, and once.
function useSnippets(wanted: boolean): readonly Snippet[] {
  const { worker, directory } = useDesk()
  const { view } = useCase()
  const [snippets, setSnippets] = useState<readonly Snippet[]>([])
  useEffect(() => {
    if (!wanted) return
    // Without them the ready sentences still stand: nothing is said about it.
    void loadSnippets(worker, directory, view.deskId).then(setSnippets, () => undefined)
  }, [wanted, worker, directory, view.deskId])
  return wanted ? snippets : []
}
