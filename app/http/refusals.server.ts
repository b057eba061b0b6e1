// How the portal says no. A page for people, in their language and in the sheet of reporters; JSON with a closed reason for scripts.
// What does not exist and what is not yours give the same answer.

import { isLanguage, languages } from '#locales/index.ts'
import { policyFor } from './headers.server.ts'
import { bestLanguage, wishesFrom } from './locale.server.ts'
import { textsFor } from './texts.server.ts'

/** Every word that a script can meet in `reason`. */
export const reasons = [
  'broken',
  'challenge',
  'forbidden',
  'gone',
  'method',
  'missing',
  'newer-version',
  'not-set-up',
  'signature',
  'stale',
  'taken',
  'too-big',
  'unready',
  'used',
] as const
export type Reason = (typeof reasons)[number]

const statusOf: Readonly<Record<Reason, number>> = {
  broken: 400,
  challenge: 401,
  forbidden: 403,
  gone: 410,
  method: 405,
  missing: 404,
  'newer-version': 400,
  'not-set-up': 409,
  signature: 401,
  stale: 409,
  taken: 409,
  'too-big': 413,
  unready: 409,
  used: 409,
}

/** `{ "reason": … }` with the status that belongs to it. */
export function refusal(reason: Reason, details: Readonly<Record<string, unknown>> = {}): Response {
  return Response.json({ reason, ...details }, { status: statusOf[reason], headers: { 'Cache-Control': 'no-store' } })
}

/** The one answer for what is not there or not yours. Thrown by loaders of pages. */
export function notHere(): Response {
  return new Response(null, { status: 404 })
}

/** A whole page without a framework, for refusals that come before Remix or after its failure. */
export function refusalPage(status: number, path: string, acceptLanguage: string | undefined, sheet: string | null): { readonly html: string; readonly headers: [string, string][] } {
  const prefix = path.split('/')[1] ?? ''
  const language = isLanguage(prefix) ? prefix : (bestLanguage(wishesFrom(acceptLanguage ?? null), languages()) ?? 'en')
  const texts = textsFor(language)
  const words = texts.t(keyFor(status))
  const link = sheet === null ? '' : `<link rel="stylesheet" href="${sheet}">`
  const html = `<!doctype html><html lang="${language}" dir="${texts.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(texts.t('common.title'))}</title>${link}</head><body><main id="page"><h1>${escaped(words)}</h1><p><a href="/${language}">${escaped(texts.t('common.back'))}</a></p></main></body></html>`
  return { html, headers: [['Content-Type', 'text/html; charset=utf-8'], ['Content-Security-Policy', policyFor('page', '')]] }
}

function keyFor(status: number): string {
  if (status === 403) return 'error.foreign'
  if (status === 404 || status === 405) return 'error.page'
  if (status === 413) return 'error.long'
  return status < 500 ? 'error.request' : 'error.server'
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
