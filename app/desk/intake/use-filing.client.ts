import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '#app/ui/desk-words.tsx'
import type { WorkInput } from '#db/model/work-records.ts'
import type { FormValues } from '../case/work-form.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { markSource, type Filing } from './filing.client.ts'
import { inquiryFrom, intakeFrom, nameFrom, reportFrom, routeOf } from './intake-report.ts'

export type FilingPhase = 'sending' | 'not-sent' | 'filed' | 'done'

/** Sends what was sealed once the code stands on the screen, marks the source, and forgets. */
export function useFiling(filing: Filing, values: FormValues) {
  const { language, today } = useWords()
  const { worker, directory } = useDesk()
  const [phase, setPhase] = useState<FilingPhase>('sending')
  const [refused, setRefused] = useState<string | null>(null)
  const begun = useRef(false)
  const over = useRef(false)
  const marked = useRef(false)
  const settled = useRef<Promise<void>>(Promise.resolve())
  const route = useMemo(() => routeOf(reportFrom(values), directory.roster?.teams ?? []), [values, directory])
  const name = useMemo(() => nameFrom(values, route.recipients), [values, route])
  const nameOpen = useRef(name !== null)
  const intake = useMemo(() => intakeFrom(values, today), [values, today])
  const reads = directory.desks.some((desk) => desk.canRead && route.recipients.includes(desk.deskId))

  const mark = useCallback((how: WorkInput<'intake'>['handedOver'], first: boolean) => (
    markSource(worker, filing.caseId, { ...intake, handedOver: how }, first ? inquiryFrom(values) : null, language)
  ), [worker, filing, intake, values, language])

  // Apart from the report, so that a name which does not arrive never stands in its way.
  const giveName = useCallback(async () => {
    if (name === null || !nameOpen.current) return
    await filing.giveName(name)
    nameOpen.current = false
  }, [filing, name])

  const send = useCallback(async () => {
    setPhase('sending')
    setRefused(null)
    try {
      await filing.send()
    } catch (error) {
      setRefused(refusalWord(error))
      return setPhase('not-sent')
    }
    setPhase('filed')
    // The source is marked at once: a page that is closed now leaves a case that says how it came.
    const markFirst = async () => { if (reads) await mark('none', true).then(() => { marked.current = true }) }
    const told = (error: unknown) => setRefused(refusalWord(error))
    settled.current = markFirst().catch(told).then(giveName).catch(told)
    await settled.current
  }, [filing, reads, mark, giveName])

  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void send()
  }, [send])

  // Closing the page now would lose a code that nobody has yet.
  useEffect(() => {
    if (phase === 'done') return
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', hold)
    return () => window.removeEventListener('beforeunload', hold)
  }, [phase])

  function forget(): void {
    over.current = true
    filing.forget()
    setPhase('done')
  }

  // Whoever is quick waits for what is still on its way, or both would write at once.
  function finish(how: WorkInput<'intake'>['handedOver']): Promise<void> {
    settled.current = settled.current.then(() => finishNow(how))
    return settled.current
  }

  async function finishNow(how: WorkInput<'intake'>['handedOver']): Promise<void> {
    if (over.current) return
    setRefused(null)
    try {
      await giveName()
      if (reads && (!marked.current || how !== 'none')) await mark(how, !marked.current)
      forget()
    } catch (error) {
      setRefused(refusalWord(error))
    }
  }

  return { phase, refused, reads, nameOpen: refused !== null && nameOpen.current, sendAgain: send, finish, leaveUnmarked: forget }
}
