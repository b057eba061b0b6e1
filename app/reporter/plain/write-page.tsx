import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { BackLink, HelpRows, ReporterFrame } from '#app/ui/reporter-frame.tsx'
import { Say, useWords } from '#app/ui/words.tsx'
import { isLanguage } from '#locales/index.ts'
import { reporterPage } from '../frame.server.ts'
import type { ReporterPage } from '../frame.server.ts'
import { SafetyWords } from '../write/safety-screen.tsx'
import { BoldDay, SpeechProvider } from './fill.tsx'
import { formIn } from './form.server.ts'
import { Carried, CodeTicket, LookHere, Send, ServerSeals, Stopped } from './parts.tsx'
import { Questions } from './questions.tsx'
import { freshForm, sendForm } from './sending.server.ts'
import type { WriteView } from './sending.server.ts'
import { Sent } from './sent.tsx'

export const handle = { audience: 'reporter', states: ['plain-form', 'plain-empty', 'plain-sent'] }

const rooms = ['safety.', 'tile.', 'q1.', 'q2.', 'q3.', 'q4.', 'q5.', 'q6.', 'q7.', 'q8.', 'q9.', 'check.', 'sending.', 'sent.', 'readers.', 'error.', 'nojs.', 'notice.nojs', 'stop.', 'expired.']

export async function loader({ params, context }: LoaderFunctionArgs) {
  const page = await reporterPage(context, params['language'], '/plain', 'exit.js', rooms)
  if (!page.live) throw redirect(`/${page.frame.language}`)
  return { page, fresh: await freshForm(context), today: context.today() }
}

/** Seals what was typed, at once and in memory. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { language = '' } = params
  if (!isLanguage(language) || context.instance?.live !== true) throw redirect('/')
  return sendForm(context, language, await formIn(request))
}

export default function WriteWithoutScript() {
  const { page, fresh, today } = useLoaderData<{ page: ReporterPage; fresh: WriteView; today: number }>()
  const view = useActionData<WriteView>() ?? fresh
  const { language } = page.frame
  return (
    <SpeechProvider value={{ dates: page.facts.dates, org: page.organisation, places: '', language, languages: page.frame.languages }}>
      <ReporterFrame frame={page.frame} foot={<HelpRows language={language} />}>
        <main id="page">
          {view.kind === 'sent' ? <Sent sent={view} address={page.address} language={language} /> : null}
          {view.kind === 'stop' ? <Stopped h="stop.write.h" k={view.key} today={<BoldDay day={today} />} /> : null}
          {view.kind === 'form' ? <Form view={view} page={page} /> : null}
        </main>
      </ReporterFrame>
    </SpeechProvider>
  )
}

function Form({ view, page }: { view: Extract<WriteView, { kind: 'form' }>; page: ReporterPage }) {
  const words = useWords()
  const { language } = page.frame
  return (
    <>
      <BackLink href={`/${language}`} />
      <LookHere look={view.look === null ? null : { key: view.look, values: {} }} />
      <h1>{words('safety.h1')}</h1>
      <ServerSeals code />
      <SafetyWords teams={page.teams} privacy={page.privacy} />
      <form method="post" action={`/${language}/plain`} acceptCharset="utf-8" autoComplete="off">
        <Questions given={view.given} teams={view.teams} org={page.org} />
        <section className="code ruled">
          <h2 id="h-code">{words('sent.code.h')}</h2>
          <CodeTicket lines={view.lines} />
          <p>
            <Say k="sending.code.p" values={{ sent: words('sent.h') }} />
          </p>
          <p className="hint">{words('sent.paper.p')}</p>
          <Carried name="code" value={view.lines.join('')} />
        </section>
        <div className="buttons">
          <Send text={words('check.send')} on />
        </div>
      </form>
    </>
  )
}
