import type { LoaderFunctionArgs } from '@remix-run/node'
import { receiptKeys } from '#crypto/server.ts'
import type { RosterDraftRows } from '#crypto/answers.ts'
import { rosterDraft, type DraftDesk } from '#db/queries/roster-draft.server.ts'
import { rostersFrom } from '#db/queries/rosters.server.ts'
import { answering, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { listedRows, recoveryHolder } from '#app/http/desk-rows.server.ts'
import { foundedRows } from '#app/http/set-up-answer.server.ts'
import { requireRoot } from '#app/session/key-holder.server.ts'

/** What the root may sign next; its page checks all of it against the roster before and shows the difference. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const scope = await requireRoot(request, context)
    const rosters = await rostersFrom(context.db, scope.instance, 0)
    const desks = await rosterDraft(context.db, scope)
    return Response.json({
      instanceId: scope.instance,
      today: context.today(),
      practice: instanceOf(context).practice,
      receiptPk: base64From(receiptKeys(context.keys.receiptSeed).pk),
      rosters: rosters.map(base64From),
      desks: desks.map(draftRows),
    } satisfies RosterDraftRows)
  })
}

export function action() {
  return wrongVerb()
}

function draftRows({ deskId, label, roles, independent, list, waiting, founded, inviteId }: DraftDesk): RosterDraftRows['desks'][number] {
  return {
    deskId, label, independent, inviteId,
    roles: [...roles],
    ...listedRows(list),
    pending: waiting === null ? null : {
      card: base64From(waiting.card), cardSig: base64From(waiting.cardSig), nextSig: base64From(waiting.nextSig), recovery: recoveryHolder(waiting.recovery),
    },
    founded: foundedRows(founded),
  }
}
