import { useSearchParams, Link } from '@remix-run/react'
import { useCallback, useState } from 'react'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { RoomPage, useAddress, useLoaded } from '../room-page.tsx'
import { CaseRegister } from './case-register.tsx'
import { csvFile } from './csv.ts'
import { fiscalYearName, fiscalYearOf, usualYears } from './fiscal-year.ts'
import { GiftRegister } from './gift-register.tsx'
import { downloadText, loadRegister } from './register.client.ts'
import { caseCells, caseHeads, giftCells, giftHeads } from './register-cells.ts'
import { YearsForm } from './years-form.tsx'

export const handle = { audience: 'desk', js: true, states: ['filled', 'gifts', 'gift-form', 'years', 'refused'] }

/** One line per case and one per gift, by fiscal year, as a table and as a file. */
export default function RegisterRoom() {
  const { t, days, today } = useWords()
  const { worker, directory } = useDesk()
  const address = useAddress()
  const [params] = useSearchParams()
  const [year, setYear] = useState<number | null>(null)
  const [changing, setChanging] = useState(false)
  const load = useCallback(() => loadRegister(worker, directory), [worker, directory])
  const { shown, refused, again } = useLoaded(load)
  const gifts = params.get('part') === 'gifts'
  const years = shown?.years?.setting ?? usualYears
  const chosen = year ?? fiscalYearOf(today, years)
  const named = fiscalYearName(chosen, years)
  const lines = (shown?.lines ?? []).filter((line) => fiscalYearOf(line.receivedDay, years) === chosen)
  const rows = (shown?.gifts ?? []).filter(({ gift }) => fiscalYearOf(gift.day, years) === chosen)
  const began = [...new Set([chosen, fiscalYearOf(today, years), ...(shown?.lines ?? []).map((line) => fiscalYearOf(line.receivedDay, years)), ...(shown?.gifts ?? []).map(({ gift }) => fiscalYearOf(gift.day, years))])].toSorted((a, b) => b - a)

  function download(): void {
    const cells = gifts ? rows.map(({ gift }) => giftCells(gift, days.machine)) : lines.map((line) => caseCells(line, named, days.machine))
    const heads = gifts ? giftHeads : caseHeads
    downloadText(`${gifts ? 'gifts' : 'register'}-${named.replace('/', '-')}.csv`, csvFile(heads.map((head) => t(`desk.register.head.${head}`)), cells))
  }

  return (
    <RoomPage
      title={t('desk.register.title')}
      refused={refused}
      opening={shown === null}
      facts={
        <nav className="views" aria-label={t('desk.register.parts')}>
          {(['cases', 'gifts'] as const).map((part) => (
            <Link key={part} to={address(part === 'gifts' ? '/desk/register?part=gifts' : '/desk/register')} aria-current={(part === 'gifts') === gifts ? 'page' : undefined}>
              {t(`desk.register.${part}`)}
            </Link>
          ))}
        </nav>
      }
      end={
        <>
          <select className="search" aria-label={t('desk.register.year')} value={chosen} onChange={(event) => setYear(Number(event.target.value))}>
            {began.map((one) => <option key={one} value={one}>{t('desk.register.yearName', { year: fiscalYearName(one, years) })}</option>)}
          </select>
          <Action onPress={() => setChanging(!changing)} pressed={changing}>{t('desk.register.years')}</Action>
          <Action kind="own" onPress={download} notYet={shown === null}>{t('desk.register.download')}</Action>
        </>
      }
    >
      {shown === null ? null : (
        <div className="stack">
          {changing ? <YearsForm years={years} place={shown.years?.place ?? null} onDone={() => { setChanging(false); again() }} /> : null}
          {gifts ? <GiftRegister rows={rows} onChanged={again} /> : <CaseRegister lines={lines} />}
        </div>
      )}
    </RoomPage>
  )
}
