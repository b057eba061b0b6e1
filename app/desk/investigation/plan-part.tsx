import { theCase } from '#db/model/work-records.ts'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { linesIn, listIn, textIn } from '../case/form-values.ts'
import { Single } from '../case/single.tsx'
import { allegationLabel } from './allegation-label.ts'

/** What is looked into, by whom and how. Nobody with an interest in the matter may be on the team. */
export function PlanPart() {
  const { t } = useWords()
  const { file, people } = useCase()
  const { plan } = file
  const conflicted = new Set(file.conflicts.filter(({ has }) => has).map(({ entry }) => entry.memberId))
  const members = [...new Map(people.map((person) => [person.memberId, person])).values()]
  const undeclared = (plan?.team ?? []).filter((member) => !file.conflicts.some(({ has, entry }) => !has && entry.memberId === member))
  const nameOf = (member: string) => members.find(({ memberId }) => memberId === member)?.name ?? '–'
  return (
    <Single
      kind="plan"
      object={theCase}
      title={t('desk.plan.title')}
      lead={t('desk.plan.lead')}
      thing={plan}
      add={t('desk.plan.add')}
      rows={[
        { name: 'scope', kind: 'area', label: t('desk.plan.scope'), hint: t('desk.plan.scope.hint'), needed: t('desk.work.text.open') },
        { name: 'allegations', kind: 'many', label: t('desk.plan.allegations'), options: file.allegations.map((one) => [one.entry.object, allegationLabel(one, t)]), ...(file.allegations.length === 0 ? { hint: t('desk.plan.allegations.none') } : { needed: t('desk.plan.allegations.open') }) },
        { name: 'team', kind: 'many', label: t('desk.plan.team'), hint: t('desk.plan.team.hint'), options: members.filter(({ memberId }) => !conflicted.has(memberId)).map(({ memberId, name, desk }) => [memberId, `${name}, ${desk}`]), needed: t('desk.plan.team.open') },
        { name: 'steps', kind: 'area', label: t('desk.plan.steps'), hint: t('desk.work.lines') },
        { name: 'text', kind: 'area', label: t('desk.plan.more'), hint: t('desk.plan.more.hint') },
      ]}
      start={{ scope: plan?.scope ?? '', allegations: plan?.allegations ?? file.allegations.map(({ entry }) => entry.object), team: plan?.team ?? [], steps: plan?.steps.join('\n') ?? '', text: plan?.text ?? '' }}
      content={(values) => ({ scope: textIn(values, 'scope'), allegations: listIn(values, 'allegations'), team: listIn(values, 'team'), steps: linesIn(values, 'steps'), text: textIn(values, 'text') })}
    >
      {plan === null ? null : (
        <>
          <p className="thing-words">{plan.scope}</p>
          <dl className="facts">
            <dt>{t('desk.plan.team')}</dt>
            <dd>{plan.team.map(nameOf).join(' · ') || '–'}</dd>
            <dt>{t('desk.plan.allegations')}</dt>
            <dd>{file.allegations.filter(({ entry }) => plan.allegations.includes(entry.object)).map((one) => <div key={one.entry.object}>{allegationLabel(one, t)}</div>)}</dd>
          </dl>
          {plan.steps.length === 0 ? null : (
            <ol className="next-steps">
              {plan.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          )}
          {plan.text === '' ? null : <p className="thing-words">{plan.text}</p>}
          {undeclared.length === 0 ? null : <Look title={t('desk.plan.undeclared', { names: undeclared.map(nameOf).join(', ') })} />}
        </>
      )}
    </Single>
  )
}
