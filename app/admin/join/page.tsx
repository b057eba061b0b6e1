import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { staffFrame } from '#app/desk/frame.server.ts'
import { GatePage } from '#app/desk/frame.tsx'
import { Newcomer } from '../newcomer.tsx'

export const handle = { audience: 'desk', js: true, states: ['refused', 'name', 'keep', 'done'] }

export function loader({ request, context }: LoaderFunctionArgs) {
  return staffFrame(request, context)
}

export default function JoinPage() {
  const frame = useLoaderData<typeof loader>()
  return (
    <GatePage frame={frame} end="admin.newcomer.bar">
      <Newcomer worker={frame.worker} kind="join" />
    </GatePage>
  )
}
