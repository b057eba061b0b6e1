import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { BackLink, HelpRows, ReporterFrame } from '#app/ui/reporter-frame.tsx'
import { useWords } from '#app/ui/words.tsx'
import { isLanguage } from '#locales/index.ts'
import { reporterPage } from '../frame.server.ts'
import type { ReporterPage } from '../frame.server.ts'
import { Conversation } from './conversation.tsx'
import { BoldDay, SpeechProvider } from './fill.tsx'
import { formIn } from './form.server.ts'
import { Carried, LookHere, Send, ServerSeals, Stopped } from './parts.tsx'
import { readForm } from './reading.server.ts'
import type { ReadView } from './reading.server.ts'

export const handle = { audience: 'reporter', states: ['plain-code', 'plain-code-wrong', 'plain-talk', 'plain-answered'] }

const rooms = ['tile.', 'return.', 'state.', 'finding.', 'reason.', 'remedy.', 'phrase.', 'warn.', 'stop.', 'expired.', 'error.', 'readers.', 'nojs.', 'notice.nojs', 'q5.in', 'sent.code.line']

export async function loader({ params, context }: LoaderFunctionArgs) {
  const page = await reporterPage(context, params['language'], '/plain/read', 'exit.js', rooms)
  if (!page.live) throw redirect(`/${page.frame.language}`)
  return { page, today: context.today() }
}

/** Opens the conversation of a code that was posted, and says what a button of it says. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { language = '' } = params
  if (!isLanguage(language) || context.instance?.live !== true) throw redirect('/')
  return readForm(context, language, await formIn(request))
}

const atFirst: ReadView = { kind: 'code', look: null, kept: [] }

export default function ReadWithoutScript() {
  const { page, today } = useLoaderData<{ page: ReporterPage; today: number }>()
  const view = useActionData<ReadView>() ?? atFirst
  const { language } = page.frame
  return (
    <SpeechProvider value={{ dates: page.facts.dates, org: page.organisation, places: page.help.places, language, languages: page.frame.languages }}>
      <ReporterFrame frame={page.frame} foot={<HelpRows language={language} />}>
        <main id="page">
          {view.kind === 'code' ? <CodeForm view={view} language={language} /> : null}
          {view.kind === 'stop' ? <Stopped h="stop.h" k={view.key} today={<BoldDay day={today} />} /> : null}
          {view.kind === 'talk' ? <Conversation talk={view} /> : null}
        </main>
      </ReporterFrame>
    </SpeechProvider>
  )
}

const lines = [1, 2, 3, 4, 5, 6, 7]

/** The seven lines as seven fields; words that wait for the code ride along unseen. */
function CodeForm({ view, language }: { view: Extract<ReadView, { kind: 'code' }>; language: string }) {
  const words = useWords()
  return (
    <form method="post" action={`/${language}/plain/read`} acceptCharset="utf-8" autoComplete="off">
      <BackLink href={`/${language}`} />
      <LookHere look={view.look} />
      <h1>{words('return.h1')}</h1>
      <ServerSeals code />
      {view.kept.map(([name, value], place) => (
        <Carried key={place} name={name} value={value} />
      ))}
      <h2 id="h-lines">{words('return.code')}</h2>
      <p className="hint">{words('return.code.hint')}</p>
      <ol className="lines">
        {lines.map((line) => (
          <li key={line}>
            <label className="digits" htmlFor={`line-${line}`}>
              <span className="unseen">{words('sent.code.line').replace('{n}', '')}</span>
              {line}
            </label>
            <input className="digits" id={`line-${line}`} name="line" inputMode="numeric" autoComplete="off" autoCapitalize="none" spellCheck={false} translate="no" dir="ltr" />
          </li>
        ))}
      </ol>
      <div className="buttons">
        <Send text={words(view.kept.length === 0 ? 'return.open' : 'return.reply.send')} on />
      </div>
      <details>
        <summary className="more">{words('return.lost.h')}</summary>
        <p>{words('return.lost.p')}</p>
      </details>
    </form>
  )
}
