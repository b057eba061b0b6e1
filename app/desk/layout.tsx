import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, Outlet, useLoaderData, useLocation, useNavigate } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { Bar, type Room } from '#app/ui/bar.tsx'
import { LockIcon } from '#app/ui/desk-icons.tsx'
import { Action } from '#app/ui/field.tsx'
import { WordsProvider, useWords } from '#app/ui/desk-words.tsx'
import { requireMember } from '#app/session/member.server.ts'
import { countOpenProposals } from './decision/open.client.ts'
import { DeskSession, type Desk } from './desk-session.tsx'
import { staffFrame } from './frame.server.ts'
import { useAddress } from './room-page.tsx'
import { useKeys } from './use-keys.tsx'

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
        <RoomKeys />
        <Outlet />
      </DeskSession>
    </WordsProvider>
  )
}

const rooms = ['inbox', 'decisions', 'due', 'statistics', 'register', 'members', 'settings', 'ways-in'] as const

// Pages that stand in no bar belong to the room they are reached from.
const within: Readonly<Record<string, (typeof rooms)[number]>> = { case: 'inbox', intake: 'inbox', search: 'inbox', snippets: 'inbox', calendar: 'due', absences: 'due', drill: 'members' }

/** The keys that lead from room to room, wherever somebody is. */
function RoomKeys() {
  const navigate = useNavigate()
  const address = useAddress()
  const to = (room: string) => () => navigate(address(`/desk/${room}`))
  useKeys('room', { search: to('search'), inbox: to('inbox'), decisions: to('decisions'), due: to('due'), statistics: to('statistics'), register: to('register') })
  return null
}

/** How many proposals wait for this member; asked again on each change of room. */
function useOpenProposals(desk: Desk | null, room: string): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    if (desk === null) return
    let current = true
    countOpenProposals(desk.worker, desk.directory.memberId).then(
      (found) => { if (current) setCount(found) },
      // A number in the bar that cannot be had is left as it was: the room itself tells what is wrong.
      () => undefined,
    )
    return () => { current = false }
  }, [desk, room])
  return count
}

function DeskBar({ desk, practice }: { desk: Desk | null; practice: boolean }) {
  const { t } = useWords()
  const { pathname, search } = useLocation()
  const page = pathname.split('/')[2] ?? ''
  const current = within[page] ?? page
  const decisions = useOpenProposals(desk, pathname)
  const shown: Room[] = rooms.map((room) => ({ to: `/desk/${room}`, label: t(`desk.room.${room}`), current: room === current, count: room === 'decisions' ? decisions : 0 }))
  const asked = new URLSearchParams(search).get('lng')
  return (
    <Bar
      rooms={shown}
      label={t('desk.rooms')}
      skip={t('desk.skip')}
      practice={practice ? t('desk.practice') : undefined}
      link={(room) => (
        <Link to={asked === null ? room.to : `${room.to}?lng=${encodeURIComponent(asked)}`} aria-current={room.current ? 'page' : undefined}>
          {room.label}
          {room.count === undefined || room.count === 0 ? null : <span className="bar-count">{room.count}</span>}
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
