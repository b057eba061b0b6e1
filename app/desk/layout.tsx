import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, Outlet, useLoaderData, useLocation } from '@remix-run/react'
import { Bar, type Room } from '#app/ui/bar.tsx'
import { LockIcon } from '#app/ui/desk-icons.tsx'
import { Action } from '#app/ui/field.tsx'
import { WordsProvider, useWords } from '#app/ui/desk-words.tsx'
import { requireMember } from '#app/session/member.server.ts'
import { DeskSession, type Desk } from './desk-session.tsx'
import { staffFrame } from './frame.server.ts'

export const handle = { audience: 'desk', js: true, states: [] }

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireMember(request, context)
  return staffFrame(request, context)
}

// The frame holds words and addresses only; moving between rooms does not change them.
export function shouldRevalidate() {
  return false
}

export default function DeskLayout() {
  const frame = useLoaderData<typeof loader>()
  return (
    <WordsProvider value={frame.words}>
      <DeskSession worker={frame.worker} organisation={frame.organisation ?? ''} bar={(desk) => <DeskBar desk={desk} practice={frame.practice} />}>
        <Outlet />
      </DeskSession>
    </WordsProvider>
  )
}

function DeskBar({ desk, practice }: { desk: Desk | null; practice: boolean }) {
  const { t } = useWords()
  const { pathname, search } = useLocation()
  const rooms: Room[] = (['inbox', 'members', 'settings', 'ways-in'] as const).map((room) => ({
    to: `/desk/${room}`,
    label: t(`desk.room.${room}`),
    current: pathname === `/desk/${room}` || (room === 'inbox' && pathname.startsWith('/desk/case/')) || (room === 'members' && pathname === '/desk/drill'),
  }))
  const asked = new URLSearchParams(search).get('lng')
  return (
    <Bar
      rooms={rooms}
      label={t('desk.rooms')}
      skip={t('desk.skip')}
      practice={practice ? t('desk.practice') : undefined}
      link={(room) => (
        <Link to={asked === null ? room.to : `${room.to}?lng=${encodeURIComponent(asked)}`} aria-current={room.current ? 'page' : undefined}>
          {room.label}
        </Link>
      )}
      end={
        <>
          {desk === null ? null : <span className="bar-who">{`${desk.directory.desks.map((one) => one.label).join(', ')} · ${desk.directory.name}`}</span>}
          {desk === null ? null : (
            <Action onPress={desk.lock}>
              <LockIcon />
              {t('desk.lock')}
            </Action>
          )}
        </>
      }
    />
  )
}
