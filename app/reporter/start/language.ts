import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { languageFor } from '#app/http/locale.server.ts'
import { languages } from '#locales/index.ts'

/** The bare address leads to the language of the browser; from there on the path says it. */
export function loader({ request }: LoaderFunctionArgs) {
  return redirect(`/${languageFor(request, languages())}`, { headers: { Vary: 'Accept-Language' } })
}
