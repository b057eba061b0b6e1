import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { staffFrame } from '#app/desk/frame.server.ts'
import { GatePage } from '#app/desk/frame.tsx'
import { SetUp } from './set-up.tsx'

export const handle = {
  audience: 'desk',
  js: true,
  states: ['refused', 'organisation', 'root', 'teams', 'founders', 'compare', 'open'],
}

export function loader({ request, context }: LoaderFunctionArgs) {
  if (context.instance?.live === true) throw redirect('/desk')
  return staffFrame(request, context)
}

export default function SetUpPage() {
  const frame = useLoaderData<typeof loader>()
  return (
    <GatePage frame={frame} end="admin.setUp.bar">
      <SetUp worker={frame.worker} />
    </GatePage>
  )
}
