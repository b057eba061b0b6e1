import type { LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { GatePage } from '../frame.tsx'
import { staffFrame } from '../frame.server.ts'
import { UnlockForm } from './unlock-form.tsx'

export const handle = { audience: 'desk', js: true, states: ['phrase', 'code', 'wrong', 'empty', 'lost', 'no-passkey'] }

export function loader({ request, context }: LoaderFunctionArgs) {
  if (context.instance === null) throw redirect('/desk/set-up')
  return staffFrame(request, context)
}

export default function Unlock() {
  const frame = useLoaderData<typeof loader>()
  return (
    <GatePage frame={frame} end="desk.locked">
      <UnlockForm worker={frame.worker} organisation={frame.organisation ?? ''} />
    </GatePage>
  )
}
