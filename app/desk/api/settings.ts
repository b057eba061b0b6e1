import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { parseSettingsBody } from '#crypto/server.ts'
import { saveOperatorTexts } from '#db/commands/save-operator-texts.server.ts'
import { operatorTextsFrom, rowsFromTexts } from '#db/model/operator-texts.ts'
import { isLanguage } from '#locales/index.ts'
import { answering, instanceOf } from '#app/http/answering.server.ts'
import { checkedEntry, noObject } from '#app/http/audit.server.ts'
import { textAsJson } from '#app/http/form.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

/** The organisation and the operator's texts, for any member. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    if ((await memberOf(request, context)) === null) return refusal('signed-out')
    const { organisation, operator, timeZone, texts } = instanceOf(context)
    return Response.json({ organisation, operator, timeZone, texts })
  })
}

/** Takes the operator's texts as a whole: what is not in them is taken away. Only leads. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'settings')
    const body = parseSettingsBody(member.frame.body)
    const texts = operatorTextsFrom(textAsJson(body.text))
    if (texts === null || !Object.keys(texts).every(isLanguage)) return refusal('broken')
    const rows = rowsFromTexts(texts)
    const kept = new Set(rows.map(({ language, key }) => `${language} ${key}`))
    const gone = rowsFromTexts(instanceOf(context).texts).filter(({ language, key }) => !kept.has(`${language} ${key}`)).map((row) => ({ ...row, value: '' }))
    const entry = checkedEntry(member, body.audit, { actions: ['settings'], object: noObject })
    const saved = await saveOperatorTexts(context.db, member.scope, { today: context.today(), texts: [...rows, ...gone], entry })
    context.instanceChanged()
    return saved.ok ? Response.json({}) : refusal(saved.reason)
  })
}
