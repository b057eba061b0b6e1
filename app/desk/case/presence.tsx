import { useEffect, useState } from 'react'
import { useDesk } from '../desk-session.tsx'
import { sayHere, sayGone, type HereNow } from './presence.client.ts'
import { useCase } from './case-context.tsx'

const everyMs = 20_000

/** Who else of these desks has the case open now; null until the server has answered. Nobody outside the desks hears of it, and nothing is stored. */
export function usePresence(): readonly HereNow[] | null {
  const { worker } = useDesk()
  const { view } = useCase()
  const { caseId } = view
  const [others, setOthers] = useState<readonly HereNow[] | null>(null)
  useEffect(() => {
    let left = false
    async function tell(): Promise<void> {
      if (document.visibilityState !== 'visible') return
      const answer = await sayHere(worker, caseId)
      if (!left) setOthers(answer)
    }
    void tell()
    const timer = setInterval(() => void tell(), everyMs)
    return () => {
      left = true
      clearInterval(timer)
      void sayGone(worker, caseId)
    }
  }, [worker, caseId])
  return others
}
