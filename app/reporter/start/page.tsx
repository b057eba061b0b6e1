import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Icon } from '#app/ui/icon.tsx'
import { HelpRows, ReporterFrame } from '#app/ui/reporter-frame.tsx'
import { Name, Say, useWords } from '#app/ui/words.tsx'
import { reporterPage } from '../frame.server.ts'
import type { ReporterPage } from '../frame.server.ts'

export const handle = { audience: 'reporter', states: ['start', 'not-open'] }

export function loader({ params, context }: LoaderFunctionArgs) {
  return reporterPage(context, params['language'], '', 'exit.js', ['start.', 'verify.link', 'notice.nojs'])
}

export default function Start() {
  const page = useLoaderData<ReporterPage>()
  return (
    <ReporterFrame frame={page.frame} foot={<HelpRows language={page.frame.language} />}>
      <main id="page">{page.live ? <Welcome page={page} /> : <NotOpen />}</main>
    </ReporterFrame>
  )
}

function Welcome({ page }: { page: ReporterPage }) {
  const words = useWords()
  const { language } = page.frame
  return (
    <>
      <h1>{words('start.h1')}</h1>
      <p>
        <Say k={page.org === null ? 'start.who.neutral' : 'start.who.buyer'} values={{ org: <Name>{page.organisation}</Name> }} />
      </p>
      {page.readers === '' ? null : <p className="said">{page.readers}</p>}
      <p>{words('start.noName')}</p>
      <NoScript language={language} />
      <a className="sign" data-on="" href={`/${language}/write`}>
        <Icon name="pen" />
        {words('start.write')}
        <Icon name="next" />
      </a>
      <a className="sign" href={`/${language}/read`}>
        <Icon name="digits" />
        {words('start.return')}
        <Icon name="next" />
      </a>
      <p className="small">{words('start.free')}</p>
      <p className="small">
        <a href={`/${language}/verify`}>{words('verify.link')}</a>
      </p>
    </>
  )
}

/** Browsers without scripts, text browsers among them, go straight to the pages that are made for them, and read first what that costs. */
function NoScript({ language }: { language: string }) {
  const words = useWords()
  return (
    <noscript>
      <div className="look">
        <p>{words('notice.nojs')}</p>
        <p>
          <a className="button" href={`/${language}/plain`}>
            {words('start.write')}
          </a>
        </p>
        <p>
          <a className="button" href={`/${language}/plain/read`}>
            {words('start.return')}
          </a>
        </p>
      </div>
    </noscript>
  )
}

function NotOpen() {
  const words = useWords()
  return (
    <>
      <h1>{words('start.notOpen.h')}</h1>
      <p>{words('start.notOpen.p')}</p>
    </>
  )
}
