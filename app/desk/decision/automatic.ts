// What the reporter's own signed words ask for is done by the first browser of a desk that reads them: an appeal, or a
// closed case that is taken up again because somebody was punished for writing. Nobody has to notice it first.
import { useEffect, useRef } from 'react'
import { automaticStep } from '#db/model/guard-answers.ts'
import { actOfStep } from '#db/model/clock-plan.ts'
import { afterStep, eventWrite, promisedDay } from '#db/model/desk-steps.ts'
import { answeredPauses } from '#db/model/pause-ends.ts'
import { theCase } from '#db/model/work-records.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { clocksOfAct, clockWork } from '../case/case-clock-acts.ts'
import { newObject, useCase, type CaseRoom, type CaseToSend, type WorkToWrite } from '../case/case-context.tsx'
import { workWrite } from '../case/case-writing.ts'

/** Lets the clocks run again that stood still until the reporter's answer: the first browser that reads it signs the day on which it came. */
export function useAnsweredPauses(): void {
  const room = useCase()
  const done = useRef('')
  const { view, clocks, busy, outside } = room
  useEffect(() => {
    if (busy || outside || !view.canWrite) return
    const answered = answeredPauses(view.timeline, clocks)
    const key = answered.map(({ clockId, dueDay }) => `${clockId} ${dueDay}`).join(' ')
    if (key === '' || done.current === key) return
    done.current = key
    const { records, acts } = clockWork(answered.map((clock) => ({ kind: 'move', clock })))
    void room.saveWork(records, acts)
  })
}

/** Sends such a step once for each message that asks for it; a colleague who was faster has done the same. */
export function useAutomaticStep(): void {
  const room = useCase()
  const { language } = useWords()
  const done = useRef('')
  const { file, view, today, busy, outside } = room
  useEffect(() => {
    const step = automaticStep(file, view.timeline, today)
    if (step === null || busy || outside || done.current === step.key) return
    done.current = step.key
    void room.send(stepAsked(room, step, language))
  })
}

// Whoever worked on it before is not the one who looks at it again: the case is with nobody until somebody else takes it.
function stepAsked(room: CaseRoom, step: NonNullable<ReturnType<typeof automaticStep>>, lang: string): CaseToSend {
  const { file, facts } = room
  const after = afterStep(step, promisedDay(step, facts), facts)
  const act = actOfStep(file.state, step.to)
  const clocks = act === null ? { records: [], acts: [] } : clockWork(clocksOfAct(room, act))
  const punished = step.verb === 'reopen'
  const records: WorkToWrite[] = [
    { kind: 'step', object: newObject(), content: { verb: step.verb, from: file.state, to: step.to, text: '', agreed: punished, newFacts: punished ? step.code : '' } },
    { kind: 'assign', object: theCase, content: { member: null } },
    ...clocks.records,
  ]
  const event = eventWrite({ ...after.event, ...(punished ? { sentences: 'S35', flags: 'PROTECTING' } : {}) }, lang)
  return { writes: [event, ...records.map((record) => workWrite(record, lang))], acts: clocks.acts, columns: { ...after.columns, assignee: null } }
}
