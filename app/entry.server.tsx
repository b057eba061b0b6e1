import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer, isRouteErrorResponse } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { pageHeaders } from './http/headers.server.ts'
import { NonceContext } from './http/nonce.ts'
import { withReadings } from './http/readings.server.ts'

// A page is sent in one piece when all of it is there: its length is known, it can be kept and compressed at its best,
// and there is no timer that keeps a finished render alive (the stock entry holds each for six seconds).
export default async function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext, context: AppLoadContext) {
  const routes = remix.staticHandlerContext.matches.map((match) => match.route.id)
  for (const [name, value] of pageHeaders(routes.at(-1) ?? 'root', status, context)) headers.set(name, value)
  return new Response(await rendered(request, remix, context), { status, headers })
}

/** Remix calls this for everything that a loader, an action or a render throws unexpectedly. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  const refused = isRouteErrorResponse(error) && error.status < 500
  if (!refused && !request.signal.aborted) context.report(error)
}

function rendered(request: Request, remix: EntryContext, context: AppLoadContext): Promise<string> {
  return new Promise((resolve, reject) => {
    const page = (
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remix} url={request.url} nonce={context.nonce} />
      </NonceContext.Provider>
    )
    const { pipe } = renderToPipeableStream(page, {
      nonce: context.nonce,
      onAllReady() {
        const collected = new PassThrough()
        // React 18 leaves NUL bytes where a letter of several bytes meets the end of its buffer (facebook/react 24985).
        text(collected).then((html) => resolve(withReadings(html.replaceAll('\0', ''))), reject)
        pipe(collected)
      },
      onShellError: reject,
      onError: (error) => context.report(error),
    })
  })
}
