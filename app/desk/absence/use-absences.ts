import { useEffect, useState } from 'react'
import { useDesk } from '../desk-session.tsx'
import { loadAbsences, type Absence } from './absences.client.ts'

/** Who is away; empty until it is known, and where it cannot be known: names then stand without a remark. */
export function useAbsences(): readonly Absence[] {
  const { worker } = useDesk()
  const [absences, setAbsences] = useState<readonly Absence[]>([])
  useEffect(() => {
    let current = true
    loadAbsences(worker).then((found) => { if (current) setAbsences(found) }, () => undefined)
    return () => { current = false }
  }, [worker])
  return absences
}
