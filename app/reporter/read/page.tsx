import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { HelpRows, ReporterFrame } from '#app/ui/reporter-frame.tsx'
import { reporterPage } from '../frame.server.ts'
import type { ReporterPage } from '../frame.server.ts'
import { PlacesScreen } from '../places-screen.tsx'
import { StopScreen } from '../stop-screen.tsx'
import { stopKeys } from '../stops.ts'
import { TextsTemplate } from '../texts-template.tsx'
import { CodeScreen } from './code-screen.tsx'
import { ConversationScreen } from './conversation-screen.tsx'

export const handle = {
  audience: 'reporter',
  states: [
    'plain', 'code', 'code-line', 'code-length', 'code-none', 'code-no-picture', 'places', 'stopped', 'halted',
    'received', 'letters', 'ask', 'answered', 'unsafe', 'files', 'empty-answer', 'result', 'disagreed', 'late', 'finished',
    'checking', 'declined', 'reopened', 'own-name', 'named', 'warnings', 'wrong-date',
  ],
}

const prefixes = ['tile.', 'return.', 'state.', 'finding.', 'reason.', 'remedy.', 'phrase.', 'warn.', 'stop.', 'expired.', 'error.', 'q10.', 'evidence.', 'readers.', 'help.', 'nojs.', 'notice.nojs', 'q1.panel.', 'q5.in', 'safety.danger.', 'sending.', 'sent.code.line', 'sent.file', 'check.sending']

export async function loader({ params, context }: LoaderFunctionArgs) {
  const page = await reporterPage(context, params['language'], '/read', 'read.js', prefixes)
  if (!page.live) throw redirect(`/${page.frame.language}`)
  return page
}

const spoken = [
  'error.code.length', 'error.code.perhaps', 'error.code.wrong', 'error.code.none', 'error.code.picture', 'error.offline', 'error.unsure', 'error.busy',
  'error.what', 'error.name', 'error.name.who', 'stop.h', 'stop.halt.h', 'stop.newer', 'expired.h', 'common.help', 'check.sending', 'q5.in', 'readers.none', 'readers.recovery', 'readers.independent', 'error.long', 'expired.date', 'return.count', 'return.line.check', 'return.show', 'return.hide', 'nojs.mark',
  'sent.file', 'error.clean', 'error.file.size', 'error.file.open', 'common.continue',
]

export default function Read() {
  const page = useLoaderData<ReporterPage>()
  const { facts, frame } = page
  const told = Object.keys(frame.words).filter((key) => /^(evidence|return\.(view|reply|name|safe|next|disagree|verdict|points|urgent|ready|stop)|state|finding|reason|remedy|phrase|warn|tile\.\w+\.label)\b/.test(key))
  return (
    <ReporterFrame frame={frame} foot={<HelpRows language={frame.language} />}>
      <main id="page" data-worker={facts.worker} data-instance={facts.instance} data-root={facts.root} data-dates={facts.dates} data-language={frame.language} data-org={page.organisation} data-files={facts.files} data-megabytes={facts.megabytes}>
        <CodeScreen language={frame.language} h="return.h1" lost />
        <ConversationScreen />
        <StopScreen />
        <PlacesScreen help={page.help} />
        <TextsTemplate keys={[...new Set([...spoken, ...told, ...stopKeys('read')])]} />
      </main>
    </ReporterFrame>
  )
}
