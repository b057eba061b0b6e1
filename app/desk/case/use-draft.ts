import { useEffect, useRef, useSyncExternalStore } from 'react'
import { flushDraft, keepDraft as keepSealed, loadDraft } from '../drafts.client.ts'
import { useDesk } from '../desk-session.tsx'
import { useCase } from './case-context.tsx'
import { draftContent, draftFrom, draftOf, emptyDraft, keepDraft, onDrafts, type Draft } from './draft.ts'

export type DraftChange = Draft | ((before: Draft) => Draft)

/** The draft of the open case, shared by every part of the page; what was kept sealed on another machine comes in where nothing was begun here. */
export function useDraft(): [Draft, (change: DraftChange) => void] {
  const { view } = useCase()
  const draft = useSyncExternalStore(onDrafts, () => draftOf(view.caseId), () => emptyDraft)
  return [draft, (change) => keepDraft(view.caseId, typeof change === 'function' ? change(draftOf(view.caseId)) : change)]
}

/** Keeps the draft of the open case sealed while it stands here; used once on the page. */
export function useKeptDraft(): void {
  const { worker } = useDesk()
  const { view, outside } = useCase()
  const [draft] = useDraft()
  const asked = useRef('')
  useEffect(() => {
    if (outside || asked.current === view.caseId) return
    asked.current = view.caseId
    void loadDraft(worker, view.deskId, view.caseId).then(
      (content) => {
        if (content !== null && draftContent(draftOf(view.caseId)) === null) keepDraft(view.caseId, draftFrom(content))
      },
      // What was kept is out of reach now; what is written here is kept all the same once the portal answers.
      () => undefined,
    )
  }, [worker, view.caseId, view.deskId, outside])
  useEffect(() => {
    if (!outside) keepSealed(worker, view.caseId, draftContent(draft), () => undefined)
  }, [worker, view.caseId, draft, outside])
  useEffect(() => () => void flushDraft(worker, view.caseId), [worker, view.caseId])
}
