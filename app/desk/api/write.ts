import type { ActionFunctionArgs } from '@remix-run/node'
import { bytesFromHex, parseWriteBody, symmetricKey, transmissionFacts, type ColumnChange, type WrittenAct } from '#crypto/server.ts'
import { writeAsDesk } from '#db/commands/write-as-desk.server.ts'
import { caseStateFrom } from '#db/model/case-state.ts'
import { dayFrom, parseCaseId, parseDeskId, parseMemberId } from '#db/model/ids.ts'
import type { CaseAct } from '#db/steps/case-acts.server.ts'
import { Refused, answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { storedSummary, storedTransmission } from '#app/http/stored.server.ts'
import { actOfWrite } from '#app/http/write-act.server.ts'

/** Everything a member writes in one go: messages to the reporter, notes, the clear columns, the summary. All of it or nothing. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'write')
    const { scope } = member
    const body = parseWriteBody(member.frame.body)
    const [caseId, deskId] = [idFrom(parseCaseId, body.caseId), idFrom(parseDeskId, body.deskId)]
    const bytes = await context.shred.keyFor(caseId)
    if (bytes === null) return refusal('missing')
    const shredKey = symmetricKey('shred', bytes)
    const sent = body.transmissions.map((one) => transmissionFacts(scope.instance, caseId, one))
    const act = await actOfWrite(context.db, scope, { caseId, deskId }, body, sent)
    const written = await writeAsDesk(context.db, scope, {
      today: context.today(), caseId, deskId,
      columns: body.columns === null ? null : columnsFrom(body.columns),
      summary: body.summary.length === 0 ? null : storedSummary(shredKey, deskId, body.summary),
      transmissions: sent.map((facts) => storedTransmission(shredKey, facts)),
      acts: body.acts.map(actFrom),
      entry: checkedEntry(member, body.audit, act),
    })
    return written.ok ? Response.json({ version: written.version }) : refusal(written.reason === 'gone' ? 'missing' : written.reason)
  })
}

export function loader() {
  return wrongVerb()
}

function columnsFrom({ version, state, turn, nextDay, endDay, assignee }: ColumnChange) {
  const known = caseStateFrom(state)
  if (known === null) throw new Refused(refusal('newer-version'))
  return {
    expectedVersion: version, state: known, turn,
    nextDay: nextDay === null ? null : dayFrom(nextDay),
    endDay: endDay === null ? null : dayFrom(endDay),
    assignee: assignee === null ? null : idFrom(parseMemberId, assignee),
  }
}

function actFrom(act: WrittenAct): CaseAct {
  switch (act.kind) {
    case 'clock-set':
      return { kind: 'clock-set', clockId: bytesFromHex(act.clockId), notices: act.notices.map(dayFrom) }
    case 'clock-stop':
      return { kind: 'clock-stop', clockId: bytesFromHex(act.clockId) }
    case 'propose':
      return { kind: 'propose', digest: bytesFromHex(act.digest) }
    case 'decide':
      return { kind: 'decide', digest: bytesFromHex(act.proposal), verdict: act.verdict }
    case 'hold':
      return { kind: 'hold', on: act.on }
    case 'watch':
      return { kind: 'watch', untilDay: act.untilDay === 0 ? null : dayFrom(act.untilDay) }
  }
}
