import { useEffect } from 'react'
import { Action } from '#app/ui/field.tsx'
import { RingIcon, TickIcon } from '#app/ui/desk-icons.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { CopyLink } from '../copy-link.tsx'
import { RootAgain, useRootOpen } from './root-again.tsx'
import { planTeam, readSetUp } from './set-up.client.ts'
import type { SetUpTask } from './set-up.tsx'

type FoundersStepProps = SetUpTask & { links: Readonly<Record<string, string>>; onLinks: (links: Readonly<Record<string, string>>) => void }

const pollMs = 3000

/** Each team's first person makes the keys in their own browser, by a link that works once. */
export function FoundersStep({ worker, answer, attempt, links, onLinks }: FoundersStepProps) {
  const { t } = useWords()
  const root = useRootOpen(worker)
  useEffect(() => {
    const timer = setInterval(() => void attempt(readSetUp), pollMs)
    return () => clearInterval(timer)
  }, [attempt])
  if (root.open === false) return <RootAgain worker={worker} answer={answer} onOpen={root.recheck} />
  return (
    <>
      <h1>{t('admin.founders.title')}</h1>
      <p className="lead">{t('admin.founders.lead')}</p>
      {(answer.status?.desks ?? []).map((desk) => (
        <section key={desk.deskId} className="sheet" data-founded={desk.founded !== null || undefined}>
          <h2>
            <bdi>{desk.label}</bdi>
          </h2>
          <p className="row">
            {desk.founded === null ? <RingIcon /> : <TickIcon />}
            {desk.founded === null ? t('admin.founders.waiting') : t('admin.founders.ready', { name: desk.founded.memberName })}
          </p>
          {desk.founded === null && links[desk.deskId] !== undefined ? <CopyLink link={links[desk.deskId] ?? ''} /> : null}
          {desk.founded === null ? (
            <Action
              size="small"
              onPress={() =>
                void attempt(async () => {
                  const plan = { label: desk.label, roles: desk.roles, independent: desk.independent, recovery: '' }
                  const planned = await planTeam(worker, plan, desk.deskId)
                  onLinks({ ...links, [planned.deskId]: planned.link })
                  return planned.answer
                })
              }
            >
              {t('admin.founders.newLink')}
            </Action>
          ) : null}
        </section>
      ))}
    </>
  )
}
