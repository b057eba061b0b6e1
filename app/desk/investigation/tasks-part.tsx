import { dayFrom } from '#db/model/ids.ts'
import { templatesFor } from '#db/model/task-templates.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { newObject, useCase, type WorkToWrite } from '../case/case-context.tsx'
import { chosenIn, dayIn, dayText, listIn, textIn } from '../case/form-values.ts'
import { Things } from '../case/things.tsx'

const states = ['open', 'doing', 'done'] as const

/** What has to be done, by whom and until when; what people with experience do first is offered by the codes. */
export function TasksPart() {
  const { t, days, today } = useWords()
  const { file, people, busy, saveWork } = useCase()
  const members = [...new Map(people.map((person) => [person.memberId, person])).values()]
  const nameOf = (member: string | null) => members.find(({ memberId }) => memberId === member)?.name ?? t('desk.with.nobody')
  const titleOf = (object: string) => file.tasks.find(({ entry }) => entry.object === object)?.title ?? '–'
  const sorted = file.tasks.toSorted((a, b) => Number(a.state === 'done') - Number(b.state === 'done') || (a.dueDay ?? Number.MAX_SAFE_INTEGER) - (b.dueDay ?? Number.MAX_SAFE_INTEGER))
  return (
    <Things
      kind="task"
      title={t('desk.task.title')}
      lead={t('desk.task.lead')}
      things={sorted}
      add={t('desk.task.add')}
      head={(task) => (
        <>
          <strong>{task.title}</strong>
          <span className={task.state !== 'done' && task.dueDay !== null && task.dueDay < today ? 'late' : 'soft'}>
            {[t(`desk.task.state.${task.state}`), nameOf(task.owner), task.dueDay === null ? '' : days.short(task.dueDay)].filter(Boolean).join(' · ')}
          </span>
        </>
      )}
      quick={({ entry, ...task }) =>
        task.state === 'done' ? null : (
          <Action size="small" notYet={busy} onPress={() => void saveWork([{ kind: 'task', object: entry.object, content: { ...task, state: 'done' } }])}>
            {t('desk.task.done')} <span className="unseen">{task.title}</span>
          </Action>
        )
      }
      show={(task) => (
        <>
          {task.text === '' ? null : <p className="thing-words">{task.text}</p>}
          {task.after.length === 0 ? null : <p className="soft">{t('desk.task.waitsFor', { tasks: task.after.map(titleOf).join(' · ') })}</p>}
        </>
      )}
      rows={(task) => [
        { name: 'title', kind: 'line', label: t('desk.task.what'), needed: t('desk.work.text.open') },
        { name: 'owner', kind: 'choice', label: t('desk.task.owner'), options: [['', t('desk.with.nobody')], ...members.map(({ memberId, name }) => [memberId, name] as const)] },
        { name: 'due', kind: 'day', label: t('desk.task.due') },
        { name: 'state', kind: 'choice', label: t('desk.task.state'), options: states.map((state) => [state, t(`desk.task.state.${state}`)]) },
        ...(file.tasks.length < (task === null ? 1 : 2) ? [] : [{ name: 'after', kind: 'many', label: t('desk.task.after'), options: file.tasks.filter(({ entry }) => entry.object !== task?.entry.object).map((one) => [one.entry.object, one.title] as const) } as const]),
        { name: 'text', kind: 'area', label: t('desk.work.note') },
      ]}
      start={(task) => ({ title: task?.title ?? '', owner: task?.owner ?? '', due: dayText(task?.dueDay ?? null), state: task?.state ?? 'open', after: task?.after ?? [], text: task?.text ?? '' })}
      content={(values, task) => ({ title: textIn(values, 'title'), owner: chosenIn(values, 'owner'), dueDay: dayIn(values, 'due'), after: listIn(values, 'after'), state: textIn(values, 'state'), text: textIn(values, 'text'), template: task?.template ?? null })}
    >
      <Offered />
    </Things>
  )
}

/** The first steps that fit the codes of this case; taken over all at once, changed or dropped one by one. */
function Offered() {
  const { t, days, today } = useWords()
  const { file, busy, saveWork } = useCase()
  const known = new Set(file.tasks.map(({ template }) => template))
  const templates = new Map(file.allegations.flatMap(({ code }) => templatesFor(code)).map((one) => [one.id, one]))
  const fresh = [...templates.values()].filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return null

  function take(): void {
    const objects = new Map(fresh.map(({ id }) => [id, newObject()]))
    for (const { template, entry } of file.tasks) if (template !== null) objects.set(template, entry.object)
    void saveWork(fresh.map(({ id, key, days: length, after }): WorkToWrite => ({
      kind: 'task',
      object: objects.get(id) ?? newObject(),
      content: { title: t(key), owner: null, dueDay: dayFrom(today + length), after: after.flatMap((one) => objects.get(one) ?? []), state: 'open', text: '', template: id },
    })))
  }

  return (
    <details data-offered>
      <summary>{t('desk.task.offered', { n: fresh.length })}</summary>
      <ul className="points">
        {fresh.map(({ id, key, days: length }) => (
          <li key={id}>
            {t(key)} <span className="soft">{days.count(length)}</span>
          </li>
        ))}
      </ul>
      <div className="row">
        <Action size="small" notYet={busy} onPress={take}>
          {t('desk.task.take')}
        </Action>
      </div>
    </details>
  )
}
