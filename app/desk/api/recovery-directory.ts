import type { LoaderFunctionArgs } from '@remix-run/node'
import type { RecoveryDirectory } from '#crypto/answers.ts'
import { recordRecoveryRead } from '#db/commands/record-recovery-read.server.ts'
import { recoveryBoxes } from '#db/queries/desk-cards.server.ts'
import { memberListOf } from '#db/queries/member-list.server.ts'
import { rostersFrom } from '#db/queries/rosters.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { listedRows } from '#app/http/desk-rows.server.ts'
import { requireRecovery } from '#app/session/key-holder.server.ts'

/** All rosters, and the desk's signed list with the boxes that its recovery code opens. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const scope = await requireRecovery(request, context)
    await recordRecoveryRead(context.db, scope, { today: context.today(), caseId: null })
    const rosters = await rostersFrom(context.db, scope.instance, 0)
    const boxes = await recoveryBoxes(context.db, scope.instance, scope.deskId)
    return Response.json({
      instanceId: scope.instance,
      today: context.today(),
      rosters: rosters.map(base64From),
      desk: {
        deskId: scope.deskId,
        ...listedRows(await memberListOf(context.db, scope.instance, scope.deskId)),
        boxes: boxes.map(({ deskEpoch, box }) => ({ deskEpoch, box: base64From(box) })),
      },
    } satisfies RecoveryDirectory)
  })
}

export function action() {
  return wrongVerb()
}
