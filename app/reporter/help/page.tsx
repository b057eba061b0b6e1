import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { HelpContent } from '#app/ui/help-places.tsx'
import { BackLink, ReporterFrame } from '#app/ui/reporter-frame.tsx'
import { reporterPage } from '../frame.server.ts'
import type { ReporterPage } from '../frame.server.ts'

export const handle = { audience: 'reporter', states: ['help', 'no-numbers', 'countries'] }

export function loader({ params, context }: LoaderFunctionArgs) {
  return reporterPage(context, params['language'], '/help', 'exit.js', ['help.', 'q1.panel.', 'safety.danger.'])
}

export default function HelpPage() {
  const page = useLoaderData<ReporterPage>()
  return (
    <ReporterFrame frame={page.frame} foot={null}>
      <main id="page">
        <BackLink href={`/${page.frame.language}`} />
        <HelpContent help={page.help} />
      </main>
    </ReporterFrame>
  )
}
