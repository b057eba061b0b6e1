import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { useWords } from '#app/ui/desk-words.tsx'
import { workerAddresses } from '#app/http/worker-addresses.server.ts'
import { requireMember } from '#app/session/member.server.ts'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { RoomPage } from '../room-page.tsx'
import type { FormValues } from '../case/work-form.tsx'
import { FiledCase } from './filed-case.tsx'
import { sealFiling, type Filing } from './filing.client.ts'
import { IntakeForm } from './intake-form.tsx'
import { reportFrom } from './intake-report.ts'
import { textIn } from '../case/form-values.ts'

export const handle = { audience: 'desk', js: true, states: ['form', 'open', 'code', 'handed-over', 'refused'] }

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireMember(request, context)
  const { instance } = context
  return { worker: workerAddresses(context.assets, 'reporter'), instanceId: instance?.instanceId ?? '', rootFp: instance?.rootFp ?? '' }
}

// Addresses only: writing a case does not change them.
export function shouldRevalidate() {
  return false
}

/** A report by phone, letter, visit or chat, written down for somebody and filed as their own. */
export default function Intake() {
  const { t } = useWords()
  const { directory, reload } = useDesk()
  const place = useLoaderData<typeof loader>()
  const [filed, setFiled] = useState<{ filing: Filing; values: FormValues } | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)

  async function seal(values: FormValues): Promise<boolean> {
    setBusy(true)
    setRefused(null)
    try {
      setFiled({ filing: await sealFiling(place, directory, reportFrom(values), textIn(values, 'language')), values })
      return true
    } catch (error) {
      const reason = refusalWord(error)
      if (reason === 'stale') await reload()
      setRefused(reason)
      return false
    } finally {
      setBusy(false)
    }
  }

  return (
    <RoomPage title={t('desk.intake.title')} facts={<span className="soft">{t('desk.intake.lead')}</span>} refused={refused} opening={false}>
      {filed === null ? <IntakeForm busy={busy} onSeal={seal} /> : <FiledCase {...filed} onDone={() => setFiled(null)} />}
    </RoomPage>
  )
}
