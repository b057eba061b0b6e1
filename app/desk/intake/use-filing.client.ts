import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '#app/ui/desk-words.tsx'
import type { WorkInput } from '#db/model/work-records.ts'
import type { FormValues } from '../case/work-form.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { markSource, type Filing } from './filing.client.ts'
import { inquiryFrom, intakeFrom, reportFrom, routeOf } from './intake-report.ts'

export type FilingPhase = 'sending' | 'not-sent' | 'filed' | 'done'

/** Sends what was sealed once the code stands on the screen, marks the source, and forgets. */
export function useFiling(filing: Filing, values: FormValues) {
  const { language, today } = useWords()
  const { worker, directory } = useDesk()
  const [phase, setPhase] = useState<FilingPhase>('sending')
  const [refused, setRefused] = useState<string | null>(null)
  const begun = useRef(false)
  const intake = useMemo(() => intakeFrom(values, today), [values, today])
  const reads = useMemo(() => {
    const { recipients } = routeOf(reportFrom(values), directory.roster?.teams ?? [])
    return directory.desks.some((desk) => desk.canRead && recipients.includes(desk.deskId))
  }, [values, directory])

  const mark = useCallback((how: WorkInput<'intake'>['handedOver'], first: boolean) => (
    markSource(worker, filing.caseId, { ...intake, handedOver: how }, first ? inquiryFrom(values) : null, language)
  ), [worker, filing, intake, values, language])

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
    if (reads) await mark('none', true).catch((error: unknown) => setRefused(refusalWord(error)))
  }, [filing, reads, mark])

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
    filing.forget()
    setPhase('done')
  }

  async function finish(how: WorkInput<'intake'>['handedOver']): Promise<void> {
    const unmarked = refused !== null
    setRefused(null)
    try {
      if (reads && (unmarked || how !== 'none')) await mark(how, unmarked)
      forget()
    } catch (error) {
      setRefused(refusalWord(error))
    }
  }

  return { phase, refused, reads, sendAgain: send, finish, leaveUnmarked: forget }
}
