import { useWords } from '#app/ui/desk-words.tsx'
import { caseNumberOf, type OpenedRow } from './rows.ts'

/** The reporter's words in their own script and direction; signs of what it is about while there are no words. */
export function SummaryWords({ opened: { row, summary } }: { opened: OpenedRow }) {
  const { t } = useWords()
  if (summary === null) return <>{t('desk.words.unopened', { number: caseNumberOf(row) })}</>
  const words = summary.words ?? ''
  if (words !== '') return <bdi lang={summary.lang === '' ? undefined : summary.lang}>{words}</bdi>
  const tiles = (summary.tiles ?? '').split(',').filter((tile) => tile !== '')
  return <>{tiles.length === 0 ? t('desk.words.none') : tiles.map((tile) => t(`tile.${tile}.label`)).join('; ')}</>
}
