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
import { CheckScreen } from './check-screen.tsx'
import { ContactScreen, DangerScreen, RelationScreen, StillScreen, HelpWantedScreen } from './further-screens.tsx'
import { AboutScreen, HappenedScreen, WhereScreen, WhoScreen } from './question-screens.tsx'
import { SafetyScreen } from './safety-screen.tsx'
import { SentScreen } from './sent-screen.tsx'

export const handle = {
  audience: 'reporter',
  states: [
    'plain', 'safety', 'about', 'about-too-many', 'about-treatment', 'about-else', 'happened', 'happened-empty', 'danger', 'danger-yes', 'who', 'who-readers',
    'where', 'contact', 'contact-no', 'still', 'relation', 'relation-works', 'help', 'check', 'check-telling', 'check-no-team', 'check-too-long', 'cannot-seal', 'wrong-date', 'stopped', 'halted', 'not-proven', 'sending', 'sending-offline', 'sending-busy',
    'sent', 'sent-write-back', 'sent-files', 'sent-covering', 'sent-no-code', 'places',
  ],
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const page = await reporterPage(context, params['language'], '/write', 'write.js', [
    'safety.', 'tile.', 'q1.', 'q2.', 'q3.', 'q4.', 'q5.', 'q6.', 'q7.', 'q8.', 'q9.', 'q10.', 'check.', 'sending.', 'sent.', 'readers.', 'error.', 'help.', 'nojs.', 'notice.nojs', 'stop.', 'expired.',
  ])
  if (!page.live) throw redirect(`/${page.frame.language}`)
  return page
}

const spoken = [
  'error.what', 'q2.test.end', 'error.tiles', 'error.offline', 'error.unsure', 'error.busy', 'error.teams', 'error.code.back', 'stop.write.h', 'stop.receipt.h', 'stop.halt.h', 'expired.h', 'common.notGiven',
  'safety.readers.p', 'q1.panel.p', 'q5.in', 'q5.out', 'check.words.p', 'sent.date', 'sent.check.p', 'sent.check.ok', 'sent.copied', 'sent.code.line',
  'sent.next.read', 'sent.next.decide', 'sent.next.result', 'sent.next.come', 'readers.recovery', 'readers.independent', 'readers.none',
]

export default function Write() {
  const page = useLoaderData<ReporterPage>()
  const { language } = page.frame
  const { facts } = page
  return (
    <ReporterFrame frame={page.frame} foot={<HelpRows language={language} />}>
      <main id="page" data-worker={facts.worker} data-instance={facts.instance} data-root={facts.root} data-dates={facts.dates} data-language={language}>
        <SafetyScreen language={language} teams={page.teams} privacy={page.privacy} />
        <AboutScreen org={page.org} />
        <HappenedScreen />
        <DangerScreen />
        <WhoScreen org={page.org} />
        <WhereScreen org={page.org} />
        <ContactScreen />
        <StillScreen />
        <RelationScreen org={page.org} />
        <HelpWantedScreen />
        <CheckScreen />
        <SentScreen address={page.address} />
        <StopScreen kept />
        <PlacesScreen help={page.help} />
        <TextsTemplate keys={[...spoken, ...stopKeys('write')]} />
      </main>
    </ReporterFrame>
  )
}
