import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { DirectoryView } from '#crypto/worker/views.ts'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { enterDesk, lockDesk, type Entrance } from './enter.client.ts'
import { refusalWord } from './requests.client.ts'
import { refusalSentence } from './sentences.ts'
import { watchIdle } from './idle.client.ts'
import { deskWorker, type DeskWorker } from './worker.client.ts'

export type Desk = { worker: DeskWorker; directory: DirectoryView; today: number; organisation: string; reload(): Promise<void>; lock(): void }

const DeskContext = createContext<Desk | null>(null)

/** The open desk; only below an open session. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === null) throw new Error('useDesk needs an open DeskSession above it')
  return desk
}

type Phase = { phase: 'opening' } | { phase: 'refused'; reason: string } | { phase: 'open'; entrance: Extract<Entrance, { result: 'open' }> }

type DeskSessionProps = { worker: string; organisation: string; children: ReactNode; bar: (desk: Desk | null) => ReactNode }

/** Opens the desk in this tab without asking again where the worker still holds the keys; otherwise goes to unlock. */
export function DeskSession({ worker: address, organisation, children, bar }: DeskSessionProps) {
  const { t } = useWords()
  const [phase, setPhase] = useState<Phase>({ phase: 'opening' })

  const enter = useCallback(async () => {
    try {
      const entrance = await enterDesk(deskWorker(address))
      if (entrance.result === 'locked') toUnlock()
      else setPhase({ phase: 'open', entrance })
    } catch (error) {
      const reason = refusalWord(error)
      if (reason === 'locked') toUnlock()
      else setPhase({ phase: 'refused', reason })
    }
  }, [address])

  useEffect(() => void enter(), [enter])
  useEffect(() => watchIdle(deskWorker(address), 'unlocked', toUnlock), [address])

  const desk = useMemo<Desk | null>(() => {
    if (phase.phase !== 'open') return null
    const worker = deskWorker(address)
    return { worker, directory: phase.entrance.directory, today: phase.entrance.today, organisation, reload: enter, lock: () => void lockDesk(worker) }
  }, [phase, address, organisation, enter])

  return (
    <DeskContext.Provider value={desk}>
      {bar(desk)}
      <main id="page" className="page" data-phase={phase.phase}>
        {phase.phase === 'refused' ? <Look title={t('desk.refused.title')}>{<p>{refusalSentence(t, phase.reason)}</p>}</Look> : null}
        {phase.phase === 'opening' ? <p role="status">{t('desk.opening')}</p> : null}
        {desk === null ? null : children}
      </main>
    </DeskContext.Provider>
  )
}

function toUnlock(): void {
  const here = window.location.pathname + window.location.search
  window.location.replace(`/desk?to=${encodeURIComponent(here)}`)
}
