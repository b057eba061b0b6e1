import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ReporterFrame } from '#app/ui/reporter-frame.tsx'
import { reporterPage } from '../frame.server.ts'
import { CodeScreen } from '../read/code-screen.tsx'
import { StopScreen } from '../stop-screen.tsx'
import { stopKeys } from '../stops.ts'
import { TextsTemplate } from '../texts-template.tsx'
import { CopyScreen } from './copy-screen.tsx'

export const handle = {
  audience: 'reporter',
  states: ['plain', 'code', 'code-line', 'code-length', 'code-none', 'shown', 'over', 'stopped', 'halted'],
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const page = await reporterPage(context, params['language'], '/copy', 'copy.js', ['copy.', 'return.', 'stop.', 'expired.', 'error.', 'nojs.', 'sending.', 'sent.code.line', 'verify.number.h', 'verify.link'])
  if (!page.live) throw redirect(`/${page.frame.language}`)
  return { ...page, sheet: context.assets('verify.css') }
}

const spoken = [
  'copy.from', 'copy.made', 'copy.purpose', 'copy.until', 'copy.over', 'copy.over.h', 'copy.none', 'copy.stop.h', 'stop.halt.h', 'expired.h',
  'error.code.length', 'error.code.perhaps', 'error.code.wrong', 'error.code.picture', 'error.offline', 'error.unsure', 'error.busy',
  'return.count', 'return.line.check', 'return.show', 'return.hide',
]

export default function Copy() {
  const { facts, frame, sheet } = useLoaderData<typeof loader>()
  return (
    <ReporterFrame frame={frame} foot={null}>
      <link rel="stylesheet" href={sheet} />
      <main id="page" data-worker={facts.worker} data-instance={facts.instance} data-root={facts.root} data-dates={facts.dates} data-language={frame.language}>
        <CodeScreen language={frame.language} h="copy.h" p="copy.p" />
        <CopyScreen language={frame.language} />
        <StopScreen />
        <TextsTemplate keys={[...new Set([...spoken, ...stopKeys('read')])]} />
      </main>
    </ReporterFrame>
  )
}
