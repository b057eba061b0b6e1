import { redirect, type LoaderFunctionArgs } from '@remix-run/node'

/**
 * Works without scripts: empties what the browser kept of this site, then leads to the dull page of the configuration.
 * A redirect leaves no entry of its own in the history, and the other site does not learn where the person came from.
 */
export function loader({ context }: LoaderFunctionArgs) {
  return redirect(context.config.exitUrl, { headers: { 'Clear-Site-Data': '"cache", "storage"', 'Referrer-Policy': 'no-referrer' } })
}
