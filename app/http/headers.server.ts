// The headers of every answer. Reporter pages may run our own files and nothing else; pages of the desk hydrate with a nonce;
// the sealing workers live under a policy of their own, the only one that allows WebAssembly.

export type PolicyKind = 'page' | 'sealing' | 'reading' | 'desk' | 'worker' | 'file'

/** Set on every answer before anything else; a page then brings its own policy. */
export const everywhere: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  // Not no-referrer: that makes browsers send "Origin: null" with forms, and the guard against foreign forms would refuse our own.
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', permissions('()')],
  ['X-Frame-Options', 'DENY'],
  ['Cache-Control', 'no-store'],
]

const sealingRoutes = new Set(['reporter/verify/page'])
// A person may choose a picture there and sees it.
const readingRoutes = new Set(['reporter/write/page', 'reporter/read/page', 'reporter/copy/page'])

/** The headers of a rendered page; `routeId` is the id of the last matched route. */
export function pageHeaders(routeId: string, status: number, context: { readonly nonce: string; readonly dev: boolean }): [string, string][] {
  const kind = status >= 400 ? 'page' : policyKindFor(routeId)
  return [
    ['Content-Type', 'text/html; charset=utf-8'],
    ['Content-Security-Policy', context.dev ? policyInDevelopment() : policyFor(kind, context.nonce)],
    ...(kind === 'desk' ? [['Permissions-Policy', permissions('(self)')] as [string, string]] : []),
  ]
}

// Passkeys open the desk, and nothing else: a page of reporters asks no device who somebody is.
function permissions(passkeys: '()' | '(self)'): string {
  const never = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'interest-cohort', 'browsing-topics'].map((one) => `${one}=()`)
  return [...never, `publickey-credentials-get=${passkeys}`, `publickey-credentials-create=${passkeys}`].join(', ')
}

/** Which policy the page of a route lives under: sealing and reading pages may start workers, the desk hydrates. */
export function policyKindFor(routeId: string): PolicyKind {
  if (readingRoutes.has(routeId)) return 'reading'
  if (sealingRoutes.has(routeId)) return 'sealing'
  return routeId.startsWith('desk/') || routeId.startsWith('admin/') ? 'desk' : 'page'
}

/** The value of Content-Security-Policy. `nonce` is used by the desk alone. */
export function policyFor(kind: PolicyKind, nonce: string): string {
  const shared = "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
  const page = (images: string) => `default-src 'none'; style-src 'self'; script-src 'self'; img-src ${images}; ${shared}`
  const work = "worker-src 'self'; connect-src 'self'"
  switch (kind) {
    case 'page':
      return page("'self'")
    case 'sealing':
      return `${page("'self'")}; ${work}`
    case 'reading':
      // The preview of a picture that a person chooses: the code in it is read, or it goes beside a message.
      return `${page("'self' blob:")}; ${work}`
    case 'desk':
      return `default-src 'none'; style-src 'self'; script-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; media-src blob:; ${shared}; ${work}`
    case 'worker':
      return "default-src 'none'; script-src 'wasm-unsafe-eval'"
    case 'file':
      return "default-src 'none'; frame-ancestors 'none'"
  }
}

// Hot reload puts inline code and styles into pages; header tests therefore run on the build.
function policyInDevelopment(): string {
  return "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws:; worker-src 'self'; frame-ancestors 'none'"
}
