import { Link, useParams } from '@remix-run/react'
import { useCallback, useState } from 'react'
import { Choices } from './paper-choices.tsx'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { openCase, type OpenedCase } from '../case/case.client.ts'
import { fileOf } from '../case/believed-file.ts'
import { useDesk } from '../desk-session.tsx'
import { caseNumberOf } from '../inbox/rows.ts'
import { refusalWord } from '../requests.client.ts'
import { RoomPage, useAddress, useLoaded } from '../room-page.tsx'
import { CasePaper } from './case-paper.tsx'
import { momentOfPrinting, printPage } from './print-page.client.ts'
import { exportDecision } from './redaction.ts'

export const handle = { audience: 'desk', js: true, states: ['choose', 'redacted', 'no-decision', 'refused'] }

type Kind = 'redacted' | 'whole'

/** The case file on paper. Making it is an export, and stands in the record as one. */
export default function PrintCase() {
  const { t, today } = useWords()
  const { worker, directory } = useDesk()
  const { caseId = '' } = useParams()
  const address = useAddress()
  const load = useCallback(() => openCase(worker, caseId), [worker, caseId])
  const { shown, refused } = useLoaded(load)
  const [kind, setKind] = useState<Kind>('redacted')
  const [made, setMade] = useState<{ opened: OpenedCase; kind: Kind; at: number } | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const file = shown === null ? null : fileOf(shown, directory)
  const decision = file === null ? null : exportDecision(file, today)
  const shut = kind === 'whole' && decision === null

  async function make(): Promise<void> {
    setBusy(true)
    setFailed(null)
    try {
      setMade({ opened: await openCase(worker, caseId, 'export'), kind, at: momentOfPrinting() })
    } catch (error) {
      setFailed(refusalWord(error))
    }
    setBusy(false)
  }

  return (
    <RoomPage
      title={t('desk.printing.title')}
      refused={refused ?? failed}
      opening={shown === null}
      facts={<span className="soft digits">{caseNumberOf({ caseId })}</span>}
      end={
        <>
          {made === null ? null : <Action kind="on" onPress={printPage}>{t('desk.printing.print')}</Action>}
          <Link className="button" to={address(`/desk/case/${caseId}`)}>{t('desk.printing.back')}</Link>
        </>
      }
    >
      {shown === null || made !== null ? null : (
        <section className="sheet stack narrow">
          <Choices
            title={t('desk.printing.kind')}
            name="kind"
            chosen={kind}
            onChoose={(value) => setKind(value === 'whole' ? 'whole' : 'redacted')}
            options={(['redacted', 'whole'] as const).map((one) => ({ value: one, label: t(`desk.printing.kind.${one}`), hint: t(`desk.printing.kind.${one}.hint`) }))}
          />
          {shut ? (
            <Look title={t('desk.printing.noDecision')} kind="stop" live>
              <p>{t('desk.printing.noDecision.text')}</p>
              <p><Link to={address(`/desk/case/${caseId}?part=decisions`)}>{t('desk.printing.propose')}</Link></p>
            </Look>
          ) : null}
          <p className="soft">{t('desk.printing.record')}</p>
          <div className="row"><Action kind="on" notYet={busy || shut} onPress={() => void make()}>{t('desk.printing.make')}</Action></div>
        </section>
      )}
      {made === null ? null : <CasePaper opened={made.opened} whole={made.kind === 'whole'} at={made.at} />}
    </RoomPage>
  )
}
