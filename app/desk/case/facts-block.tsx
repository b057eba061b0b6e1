import { isBody } from '#db/model/work-intake.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { awayOn } from '../absence/colleagues.ts'
import { useAbsences } from '../absence/use-absences.ts'
import { caseNumberOf } from '../inbox/rows.ts'
import { withAssignee } from '#db/model/desk-steps.ts'
import { theCase, workBody } from '#db/model/work-records.ts'
import { useCase } from './case-context.tsx'
import { Block } from './block.tsx'
import { HandOver } from './hand-over-form.tsx'
import { usePresence } from './presence.tsx'

/** Who has it, what it is about, where, and who else is looking at it now. */
export function FactsBlock() {
  const { t, days } = useWords()
  const { view, file, names, outside } = useCase()
  const others = usePresence()
  const kinds = file.allegations.toSorted((a, b) => Number(b.primary) - Number(a.primary))
  const place = view.summary.place ?? ''
  return (
    <Block title={t('desk.side.facts')}>
      <dl className="facts">
        <dt>{t('desk.fact.number')}</dt>
        <dd className="digits">{caseNumberOf(view)}</dd>
        <dt>{t('desk.fact.arrived')}</dt>
        <dd>{days.long(view.day)}</dd>
        {file.intake === null ? null : (
          <>
            <dt>{t('desk.intake.source')}</dt>
            <dd>{`${t(`desk.intake.channel.${file.intake.channel}`)}, ${t('desk.intake.by', { name: file.intake.entry.name })}`}</dd>
          </>
        )}
        {file.intake === null || !isBody(file.intake.onBehalf) ? null : (
          <>
            <dt>{t('desk.intake.inName')}</dt>
            <dd dir="auto">{file.intake.body}</dd>
          </>
        )}
        {file.inquiry === null || file.inquiry.track === 'report' ? null : (
          <>
            <dt>{t('desk.inquiry.track')}</dt>
            <dd>{t(`desk.inquiry.track.${file.inquiry.track}`)}</dd>
          </>
        )}
        <dt>{t('desk.fact.with')}</dt>
        <dd>{outside ? '–' : <Assign />}</dd>
        <dt>{t('desk.fact.kind')}</dt>
        <dd>{kinds.length === 0 ? '–' : kinds.map(({ entry, code }) => <div key={entry.object}>{`${code} ${t(`category.${code}`)}`}</div>)}</dd>
        <dt>{t('desk.head.place')}</dt>
        <dd>{place === '' ? t('desk.place.none') : <bdi>{place}</bdi>}</dd>
        {file.links.length === 0 ? null : (
          <>
            <dt>{t('desk.fact.links')}</dt>
            <dd>{file.links.map(({ entry, caseId, relation }) => <div key={entry.object}>{`${t(`desk.link.${relation}`)}: ${names.caseNumber(caseId)}`}</div>)}</dd>
          </>
        )}
        <dt>{t('desk.fact.here')}</dt>
        <dd>
          <span role="status">
            {others === null ? '–' : others.length === 0 ? t('desk.fact.here.nobody') : others.map(({ name, deskId }) => [name, deskId === view.deskId ? '' : (names.deskLabel(deskId) ?? '')].filter(Boolean).join(', ')).join(' · ')}
          </span>
        </dd>
      </dl>
      {outside ? null : <HandOver />}
    </Block>
  )
}

/** Who leads the case: signed by whoever sets it; the clear column only helps the server to find what is mine. */
function Assign() {
  const { t, language, days, today } = useWords()
  const { facts, desk, busy, send } = useCase()
  const members = (desk?.members ?? []).filter((member) => !member.removed)
  const absences = useAbsences()

  function assign(member: string | null): void {
    const body = workBody('assign', { member })
    void send({ writes: [{ type: 'work', fields: { kind: 'assign', object: theCase, body }, lang: language }], columns: withAssignee(facts.columns, member) })
  }

  function called({ memberId, name, me }: { memberId: string; name: string; me: boolean }): string {
    const away = awayOn(absences, memberId, today)
    return away !== null ? t('desk.away.untilDay', { name, date: days.short(away.untilDay) }) : me ? t('desk.with.me', { name }) : name
  }

  return (
    <select className="chip" aria-label={t('desk.fact.with')} value={facts.columns.assignee ?? ''} disabled={busy} onChange={(event) => assign(event.target.value === '' ? null : event.target.value)}>
      <option value="">{t('desk.with.nobody')}</option>
      {members.map((member) => (
        <option key={member.memberId} value={member.memberId}>
          {called(member)}
        </option>
      ))}
    </select>
  )
}
