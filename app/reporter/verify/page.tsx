import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { HelpRows, ReporterFrame } from '#app/ui/reporter-frame.tsx'
import { reporterPage } from '../frame.server.ts'
import { StopScreen } from '../stop-screen.tsx'
import { stopKeys } from '../stops.ts'
import { TextsTemplate } from '../texts-template.tsx'
import { VerifyScreen } from './verify-screen.tsx'

export const handle = {
  audience: 'reporter',
  states: ['plain', 'shown', 'same', 'different', 'too-few', 'expired', 'clock', 'saved', 'offline', 'stopped', 'halted', 'no-worker'],
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const page = await reporterPage(context, params['language'], '/verify', 'verify.js', ['verify.', 'stop.', 'expired.', 'error.', 'nojs.', 'readers.', 'sending.again', 'sent.print'])
  if (!page.live) throw redirect(`/${page.frame.language}`)
  return { ...page, sheet: context.assets('verify.css') }
}

const spoken = [
  'verify.different', 'verify.count', 'verify.until', 'verify.over', 'verify.clock', 'verify.saved', 'verify.savedOn', 'verify.stop.h', 'stop.halt.h', 'expired.h',
  'verify.team.does', 'verify.inside', 'verify.alone.team', 'readers.independent', 'readers.recovery', 'error.offline', 'error.busy', 'error.unsure',
]

export default function Verify() {
  const { facts, frame, sheet } = useLoaderData<typeof loader>()
  const roles = Object.keys(frame.words).filter((key) => key.startsWith('verify.role.'))
  return (
    <ReporterFrame frame={frame} foot={<HelpRows language={frame.language} />}>
      <link rel="stylesheet" href={sheet} />
      <main id="page" data-worker={facts.worker} data-instance={facts.instance} data-root={facts.root} data-dates={facts.dates} data-language={frame.language}>
        <VerifyScreen language={frame.language} />
        <StopScreen />
        <TextsTemplate keys={[...new Set([...spoken, ...roles, ...stopKeys('write')])]} />
      </main>
    </ReporterFrame>
  )
}
