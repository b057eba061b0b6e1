import type { ReactNode } from 'react'
import { Bar } from '#app/ui/bar.tsx'
import { WordsProvider, useWords, type WordsInput } from '#app/ui/desk-words.tsx'

export type StaffFrame = {
  words: WordsInput
  worker: string
  instanceId: string | null
  organisation: string | null
  practice: boolean
}

/** A staff page outside the rooms: the bar says where one stands, and shows no name and no count. */
export function GatePage({ frame, end, children }: { frame: StaffFrame; end: string; children: ReactNode }) {
  return (
    <WordsProvider value={frame.words}>
      <GateBar practice={frame.practice} end={end} />
      <main id="page" className="page">
        {children}
      </main>
    </WordsProvider>
  )
}

function GateBar({ practice, end }: { practice: boolean; end: string }) {
  const { t } = useWords()
  return (
    <Bar
      label={t('desk.rooms')}
      skip={t('desk.skip')}
      practice={practice ? t('desk.practice') : undefined}
      end={<span className="bar-who">{t(end)}</span>}
    />
  )
}
