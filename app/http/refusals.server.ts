// How the portal says no. A page for people, in their language and in the sheet of their side; JSON with a closed reason for scripts.
// What does not exist and what is not yours give the same answer.

import { deskLanguages, isLanguage, languages } from '#locales/index.ts'
import { policyFor } from './headers.server.ts'
import { bestLanguage, languageAsked, wishesFrom } from './locale.server.ts'
import { isStaffPath } from './shell.server.ts'
import { withReadings } from './readings.server.ts'
import { textsFor } from './texts.server.ts'

// Every word that a script can meet in `reason`, with its status.
const statusOf = {
  broken: 400,
  busy: 503,
  challenge: 401,
  closed: 409,
  conflict: 409,
  exists: 409,
  files: 409,
  forbidden: 403,
  full: 507,
  gone: 410,
  held: 409,
  method: 405,
  missing: 404,
  'newer-version': 400,
  'no-independent-desk': 409,
  'not-allowed': 409,
  'not-ready': 409,
  'not-set-up': 409,
  practice: 409,
  record: 409,
  'second-person': 409,
  signature: 401,
  'signed-out': 401,
  stale: 409,
  taken: 409,
  'too-big': 413,
  'too-few-ways': 409,
  'too-many': 409,
  'unknown-desk': 409,
  used: 409,
  'wrong-receipt': 409,
  'wrong-role': 403,
  'wrong-root': 409,
} as const
export type Reason = keyof typeof statusOf

/** `{ "reason": … }` with the status that belongs to it. What is not yours is told as what is not there. */
export function refusal(reason: Reason | 'not-yours'): Response {
  const told = reason === 'not-yours' ? 'missing' : reason
  return Response.json({ reason: told }, { status: statusOf[told] })
}

/** The one answer for what is not there or not yours. Thrown by loaders of pages. */
export function notHere(): Response {
  return new Response(null, { status: 404 })
}

/** Where a refusing page finds the sheets and the way out, and whether everything on this portal is made up. */
export interface Face {
  assets(name: string): string
  integrity(name: string): string
  practice(): boolean
}

/** A whole page without a framework, in the place of everything that went wrong: for reporters with the exit, on both sides with the mark of practice. */
export function refusalPage(status: number, url: URL, acceptLanguage: string | undefined, face: Face): { readonly html: string; readonly headers: [string, string][] } {
  const staff = isStaffPath(url.pathname)
  const language = staff ? languageAsked(url, acceptLanguage ?? null, deskLanguages()) : reporterLanguage(url.pathname, acceptLanguage)
  const texts = textsFor(language)
  const say = (key: string) => escaped(texts.t(key))
  const [title, home] = staff ? ['Todoke', '/desk'] : [say('common.title'), `/${language}`]
  const mark = staff ? `<p class="practice">${say('desk.practice')}</p>` : `<aside class="mark">${say('notice.practice')}</aside>`
  const exit = `<script type="module" src="${face.assets('exit.js')}" integrity="${face.integrity('exit.js')}"></script><header class="top"><span></span><a class="exit" id="exit" href="/leave">${say('common.exit')}<span class="unseen">${say('common.exit.hint')}</span></a></header>`
  const sheet = face.assets(staff ? 'desk.css' : 'reporter.css')
  const html = `<!doctype html><html lang="${language}" dir="${texts.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="${sheet}"></head><body>${staff ? '' : exit}${face.practice() ? mark : ''}<main id="page"${staff ? ' class="page"' : ''}><h1>${say(keyFor(status))}</h1><p><a href="${home}">${say('common.back')}</a></p></main></body></html>`
  return { html: withReadings(html), headers: [['Content-Type', 'text/html; charset=utf-8'], ['Content-Security-Policy', policyFor('page', '')]] }
}

// The path says it, as on every page of a reporter.
function reporterLanguage(path: string, acceptLanguage: string | undefined): string {
  const prefix = path.split('/')[1] ?? ''
  return isLanguage(prefix) ? prefix : (bestLanguage(wishesFrom(acceptLanguage ?? null), languages()) ?? languages()[0] ?? 'en')
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
