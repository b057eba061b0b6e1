import { Link } from '@remix-run/react'
import { useWords } from '#app/ui/desk-words.tsx'
import { Priority } from '#app/ui/turn.tsx'
import { Block } from '../case/block.tsx'
import { useCase } from '../case/case-context.tsx'
import { usePartLink } from '../case/case-parts.tsx'
import { Meters } from './meters.tsx'
import { resultLine } from './result-words.ts'

/** How grave the case was found to be: four meters and what they make. An older case may have a priority from its notes only. */
export function TriageBlock() {
  const { t } = useWords()
  const { file, view, outside } = useCase()
  const link = usePartLink()
  return (
    <Block title={t('desk.side.triage')}>
      {file.severity === null ? (
        <p className="row">
          <Priority value={view.priority} />
          <span>{t(view.priority === null ? 'desk.triage.none' : `desk.triage.${view.priority}`)}</span>
        </p>
      ) : (
        <Meters inputs={file.severity} result={resultLine(file.severity, t)} />
      )}
      {outside ? null : (
        <p>
          <Link to={link('triage')} preventScrollReset>
            {t(file.severity === null ? 'desk.sort.begin' : 'desk.sort.change')}
          </Link>
        </p>
      )}
    </Block>
  )
}
