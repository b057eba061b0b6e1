import { useWords } from '#app/ui/desk-words.tsx'
import { machineDay } from '#app/ui/days.ts'
import { useCase } from '../case/case-context.tsx'
import { chosenIn, dayIn, textIn, tickIn } from '../case/form-values.ts'
import { Things } from '../case/things.tsx'
import type { FormValues } from '../case/work-form.tsx'
import { OpenFile } from './evidence-file.tsx'
import { HashField } from './hash-field.tsx'

type Custody = { day: number; by: string; text: string }

/** The register of evidence: what it is, where it came from, its digest, and through whose hands it went. */
export function EvidencePart() {
  const { t, days, today } = useWords()
  const { file, names, me } = useCase()
  return (
    <Things
      kind="evidence"
      title={t('desk.evidence.title')}
      lead={t('desk.evidence.lead')}
      things={file.evidence}
      add={t('desk.evidence.add')}
      head={(one) => (
        <>
          <strong>{one.title}</strong>
          {one.sealed ? <span className="soft">{t('desk.evidence.sealed.yes')}</span> : null}
        </>
      )}
      show={(one) => (
        <dl className="facts">
          <dt>{t('desk.evidence.source')}</dt>
          <dd>{one.source === '' ? '–' : one.source}</dd>
          <dt>{t('desk.evidence.hash')}</dt>
          <dd>{one.sha256 === null ? t('desk.evidence.hash.none') : <span className="hash">{one.sha256}</span>}</dd>
          {one.fileId === null ? null : (
            <>
              <dt>{t('desk.evidence.bytes')}</dt>
              <dd>
                <OpenFile fileId={one.fileId} sha256={one.sha256} />
              </dd>
            </>
          )}
          <dt>{t('desk.evidence.custody')}</dt>
          <dd>
            {one.custody.map((line) => (
              <div key={`${line.day} ${line.by} ${line.text}`}>{[days.short(line.day), line.by, line.text].filter(Boolean).join(' · ')}</div>
            ))}
          </dd>
        </dl>
      )}
      rows={(one) => [
        { name: 'title', kind: 'line', label: t('desk.evidence.what'), needed: t('desk.work.text.open') },
        { name: 'source', kind: 'area', label: t('desk.evidence.source'), hint: t('desk.evidence.source.hint') },
        { name: 'sealed', kind: 'tick', label: t('desk.evidence.sealed'), hint: t('desk.evidence.sealed.hint') },
        { name: 'custodyDay', kind: 'day', label: t(one === null ? 'desk.evidence.taken' : 'desk.evidence.passed'), ...(one === null ? { needed: t('desk.work.day.open') } : {}) },
        { name: 'custodyBy', kind: 'line', label: t('desk.evidence.by'), ...(one === null ? { needed: t('desk.work.text.open') } : {}) },
        { name: 'custodyText', kind: 'line', label: t('desk.evidence.where') },
      ]}
      start={(one) => ({ title: one?.title ?? '', source: one?.source ?? '', sealed: one?.sealed ?? false, sha256: one?.sha256 ?? '', fileId: one?.fileId ?? '', custodyDay: one === null ? machineDay(today) : '', custodyBy: one === null ? names.memberName(me) : '', custodyText: '' })}
      more={(values, change) => (
        <HashField
          sha256={textIn(values, 'sha256')}
          fileId={textIn(values, 'fileId')}
          // Another digest is another file: the one that was kept before does not belong to it.
          onHash={(sha256, name) => change({ sha256, fileId: sha256 === values['sha256'] ? textIn(values, 'fileId') : '', ...(textIn(values, 'title') === '' ? { title: name } : {}) })}
          onKept={(fileId) => change({ fileId })}
        />
      )}
      files={(values, one) => (chosenIn(values, 'fileId') === null || textIn(values, 'fileId') === one?.fileId ? [] : [textIn(values, 'fileId')])}
      content={(values, one) => ({ title: textIn(values, 'title'), source: textIn(values, 'source'), sha256: chosenIn(values, 'sha256'), fileId: chosenIn(values, 'fileId'), custody: [...(one?.custody ?? []), ...custodyIn(values)], sealed: tickIn(values, 'sealed') })}
    />
  )
}

// Lines of custody are only added: what stood there once stays.
function custodyIn(values: FormValues): Custody[] {
  const day = dayIn(values, 'custodyDay')
  const by = textIn(values, 'custodyBy')
  return day === null || by === '' ? [] : [{ day, by, text: textIn(values, 'custodyText') }]
}
