import { theCase } from '#db/model/work-records.ts'
import { rootCauses } from '#db/model/closing-codes.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { listIn, textIn } from '../case/form-values.ts'
import { Single } from '../case/single.tsx'
import { ConsultationPart } from './consultation-part.tsx'
import { RemediesPart } from './remedies-part.tsx'
import { WatchPart } from './watch-part.tsx'

/** Putting it right: what is done and by when, whether the reporter was asked, why it could happen, and whether people are safe afterwards. */
export function RemedyPart() {
  const { t } = useWords()
  const { outside } = useCase()
  if (outside) return <p className="soft">{t('desk.outside.text')}</p>
  return (
    <div className="part">
      <RemediesPart />
      <ConsultationPart />
      <RootCauses />
      <WatchPart />
    </div>
  )
}

function RootCauses() {
  const { t } = useWords()
  const { file } = useCase()
  const { rootCauses: found } = file
  return (
    <Single
      kind="rootCause"
      object={theCase}
      title={t('desk.cause.title')}
      lead={t('desk.cause.lead')}
      thing={found}
      add={t('desk.cause.add')}
      rows={[
        { name: 'codes', kind: 'many', label: t('desk.cause.which'), options: rootCauses.map((code) => [code, t(`rootCause.${code}`)]), needed: t('desk.cause.open') },
        { name: 'text', kind: 'area', label: t('desk.work.note') },
      ]}
      start={{ codes: found?.codes ?? [], text: found?.text ?? '' }}
      content={(values) => ({ codes: listIn(values, 'codes'), text: textIn(values, 'text') })}
    >
      {found === null ? null : (
        <>
          <p>{found.codes.map((code) => t(`rootCause.${code}`)).join(' · ')}</p>
          {found.text === '' ? null : <p className="thing-words">{found.text}</p>}
        </>
      )}
    </Single>
  )
}
