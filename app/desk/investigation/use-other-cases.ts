import { useEffect, useState } from 'react'
import type { OpenedRow } from '../inbox/rows.ts'
import type { DeskWorker } from '../worker.client.ts'
import { otherCases } from './links-part.client.ts'

/** The other cases that this member's teams read, newest first; null while they are on their way, where the server does not answer, and where nobody wants them. */
export function useOtherCases(worker: DeskWorker, caseId: string, wanted = true): readonly OpenedRow[] | null {
  const [rows, setRows] = useState<readonly OpenedRow[] | null>(null)
  useEffect(() => {
    let current = true
    setRows(null)
    if (wanted) void otherCases(worker, caseId).then((found) => (current ? setRows(found) : undefined))
    return () => { current = false }
  }, [worker, caseId, wanted])
  return rows
}
