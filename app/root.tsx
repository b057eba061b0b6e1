import { Links, Meta, Outlet, Scripts, isRouteErrorResponse, useLoaderData, useMatches, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useContext, type ReactNode } from 'react'
import { NonceContext } from './http/nonce.ts'
import { shellFor } from './http/shell.server.ts'

type Audience = 'reporter' | 'desk' | 'plain'
interface Handle {
  readonly audience?: Audience
  readonly js?: boolean
}

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return shellFor(request, params, context)
}

// Changing pages does not change the shell: asking again would only cost the desk a request.
export function shouldRevalidate() {
  return false
}

export function Layout({ children }: { children: ReactNode }) {
  const shell = useRouteLoaderData<typeof loader>('root')
  const handles = useMatches().map((match) => match.handle as Handle | undefined)
  const audience = handles.findLast((handle) => handle?.audience !== undefined)?.audience ?? 'plain'
  const failed = (useRouteError() ?? null) !== null
  const scripts = handles.some((handle) => handle?.js === true) && !failed
  const nonce = useContext(NonceContext)
  const sheet = audience === 'desk' ? shell?.sheets.desk : shell?.sheets.reporter
  return (
    <html lang={shell?.language ?? 'en'} dir={shell?.dir ?? 'ltr'} data-audience={audience}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{audience === 'desk' ? shell?.titles.desk : shell?.titles.reporter}</title>
        {audience === 'desk' ? <meta name="robots" content="noindex" /> : null}
        {sheet === undefined ? null : <link rel="stylesheet" href={sheet} />}
        {scripts ? <Meta /> : null}
        {scripts ? <Links /> : null}
        {shell?.reload === true && !scripts ? <script type="module" src="/@vite/client" /> : null}
      </head>
      <body>
        {children}
        {scripts ? <Scripts nonce={nonce} /> : null}
      </body>
    </html>
  )
}

export default function App() {
  useLoaderData<typeof loader>()
  return <Outlet />
}

// Seen by staff whose page breaks while it runs; what fails before that is answered by the adapter.
export function ErrorBoundary() {
  const error = useRouteError()
  const shell = useRouteLoaderData<typeof loader>('root')
  const status = isRouteErrorResponse(error) ? error.status : 500
  const words = shell?.refusals
  return (
    <>
      {words === undefined || words.practice === null ? null : <p className="practice">{words.practice}</p>}
      <main id="page" className="page">
        <h1>{status === 404 ? words?.notHere : words?.broken}</h1>
        <p>
          <a href={shell?.home ?? '/'}>{words?.back}</a>
        </p>
      </main>
    </>
  )
}
