import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { staffFrame } from '../frame.server.ts'
import { GatePage } from '../frame.tsx'
import { Recovery } from './recovery.tsx'
import { recoveryTeams } from './teams.server.ts'

export const handle = { audience: 'desk', js: true, states: ['entry', 'mistyped', 'list', 'case', 'refused'] }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { instance } = context
  if (instance === null || !instance.live || instance.rootFp === null) throw redirect('/desk/set-up')
  return { ...staffFrame(request, context), portal: { instanceId: instance.instanceId, rootFp: instance.rootFp, teams: await recoveryTeams(context) } }
}

export default function RecoveryPage() {
  const frame = useLoaderData<typeof loader>()
  return (
    <GatePage frame={frame} end="admin.recovery.bar">
      <Recovery worker={frame.worker} organisation={frame.organisation ?? ''} portal={frame.portal} />
    </GatePage>
  )
}
