import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { staffFrame } from '#app/desk/frame.server.ts'
import { GatePage } from '#app/desk/frame.tsx'
import { RosterPage } from './roster-page.tsx'

export const handle = { audience: 'desk', js: true, states: ['entry', 'mistyped', 'same', 'typed', 'rotated', 'adding', 'dropped', 'stop', 'unsent', 'signed'] }

export function loader({ request, context }: LoaderFunctionArgs) {
  const { instance } = context
  if (instance === null || !instance.live || instance.rootFp === null) throw redirect('/desk/set-up')
  return { ...staffFrame(request, context), portal: { instanceId: instance.instanceId, rootFp: instance.rootFp } }
}

/** For the holder of the root key, who need not be a member of any team. */
export default function RosterRoute() {
  const frame = useLoaderData<typeof loader>()
  return (
    <GatePage frame={frame} end="admin.roster.bar">
      <RosterPage worker={frame.worker} portal={frame.portal} />
    </GatePage>
  )
}
