// Own ready words of a member or of a desk, sealed. Those of the desk are for everybody in it.

import type { Hex } from '#crypto/answers.ts'
import type { DirectoryView } from '#crypto/worker/views.ts'
import { loadRecords, type DeskRecord } from './records.client.ts'
import { snippetFrom, type SnippetWords } from './snippets/snippet-words.ts'
import type { DeskWorker } from './worker.client.ts'

export type Snippet = SnippetWords & Pick<DeskRecord, 'recordId' | 'version' | 'own' | 'deskId'>

/** Every snippet that the member may use, of one desk or of all, by title. */
export async function loadSnippets(worker: DeskWorker, directory: DirectoryView, deskId: Hex | null = null): Promise<Snippet[]> {
  const desks = directory.desks.filter((desk) => desk.canRead && (deskId === null || desk.deskId === deskId))
  const found = await Promise.all(desks.map((desk) => loadRecords(worker, desk.deskId, 'snippet')))
  return found
    .flat()
    .flatMap(({ recordId, version, own, deskId: of, content }) => {
      const words = snippetFrom(content)
      return words === null ? [] : [{ ...words, recordId, version, own, deskId: of }]
    })
    .toSorted((a, b) => a.title.localeCompare(b.title))
}
