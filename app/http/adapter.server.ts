// Between node:http and Remix: refuses what is malformed, foreign or too big, takes away what a proxy says about people,
// answers built files and kept pages from memory, and gives every answer its headers.

import { randomBytes } from 'node:crypto'
import type { RequestHandler } from '@remix-run/node'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { bodyLimit, heldAtOnce, isFormPage, isPart, partsHeldAtOnce, pathLimit, readBody, roomFor, roomWanted, type Room } from './body.server.ts'
import { formFor } from './compress.server.ts'
import type { AppContext } from './context.server.ts'
import { everywhere } from './headers.server.ts'
import type { Log } from './log.server.ts'
import { isForeign, ownOrigins } from './origin.server.ts'
import type { PageCache } from './page-cache.server.ts'
import { refusalPage, type Face, type Reason } from './refusals.server.ts'
import { isStaffPath } from './shell.server.ts'
import type { StaticFile } from './static.server.ts'

export type RemixHandler = RequestHandler
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

export interface Portal {
  /** The context of one request, with a fresh nonce. */
  contextFor(nonce: string): Promise<AppContext>
  /** Asked late, because development replaces both while the server runs. */
  remix(): Promise<RemixHandler>
  file(address: string): StaticFile | undefined
  readonly pages: PageCache | null
  /** Vite, in development. */
  readonly middleware: Middleware | null
  readonly face: Face
  /** What people type; read at each request, because a free port is known only after listening. */
  origin(): string
  readonly fixedOrigin: boolean
  readonly log: Log
}

const stripped = ['forwarded', 'via', 'true-client-ip', 'cf-connecting-ip']
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'proxy-authorization', 'expect', 'content-length'])

/** A server that is not listening yet. A request can make it answer 4xx or 5xx; none can make it throw. */
export function portalServer(portal: Portal): Server {
  const rooms = { parts: roomFor(partsHeldAtOnce), rest: roomFor(heldAtOnce) }
  const server = createServer({ requestTimeout: 120_000, headersTimeout: 20_000, keepAliveTimeout: 10_000, maxHeaderSize: 16 * 1024 }, (request, response) => {
    answer(portal, rooms, request, response).catch((error: unknown) => {
      portal.log('request failed', { audience: audienceOf(request.url ?? ''), error })
      if (response.headersSent) response.destroy()
      else refuse(portal, request, response, 500)
    })
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request'
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n`)
    else socket.destroy()
  })
  return server
}

async function answer(portal: Portal, rooms: Readonly<Record<'parts' | 'rest', Room>>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of everywhere) response.setHeader(name, value)
  const target = request.url ?? ''
  const method = request.method ?? ''
  if (target.length > pathLimit || !target.startsWith('/') || target.startsWith('//') || !URL.canParse(target, portal.origin())) return refuse(portal, request, response, 400)
  const url = new URL(target, portal.origin())
  // "/\name/" reads as another host: pages would then be drawn for an address that is not ours.
  if (url.origin !== new URL(portal.origin()).origin) return refuse(portal, request, response, 400)
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return refuse(portal, request, response, 405)

  if (method !== 'POST') {
    if (url.pathname === '/healthz') return void response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end('ok\n')
    const file = portal.file(url.pathname)
    if (file !== undefined) return sendFile(request, response, file)
  }
  // Pages take no forms: whatever is sent is sealed by a script and goes to an address of its own. The two for browsers without
  // scripts do, and nothing leads there unasked.
  if (method === 'POST' && !isScriptAddress(url.pathname) && !isFormPage(url.pathname)) return refuse(portal, request, response, 405)
  if (portal.middleware !== null && (await passedOn(portal.middleware, request, response))) return

  if (isForeign(method, request.headers, ownOrigins(portal.origin(), portal.fixedOrigin))) return refuse(portal, request, response, 403)
  const limit = bodyLimit(url.pathname)
  if (method === 'POST') {
    const free = rooms[isPart(url.pathname) ? 'parts' : 'rest'].take(roomWanted(request, limit))
    if (free === null) return refuse(portal, request, response, 503)
    response.once('close', free)
  }
  const body = method === 'POST' ? await readBody(request, limit) : null
  if (body?.kind === 'cut') return void response.destroy()
  if (body?.kind === 'too-big') return refuse(portal, request, response, 413)

  const context = await portal.contextFor(randomBytes(16).toString('base64'))
  const kept = method === 'GET' ? portal.pages?.find(url, context) : undefined
  if (kept !== undefined) return sendFile(request, response, kept)

  const remix = await portal.remix()
  const bytes = body?.bytes
  const apart = request.headers['content-type'] === 'application/octet-stream'
  const result = await remix(fetchRequest(portal, request, url, method, apart ? undefined : bytes), { ...context, body: apart && bytes !== undefined ? bytes : null })
  const keep = method === 'GET' ? await portal.pages?.keep(url, context, result) : undefined
  if (keep !== undefined) return sendFile(request, response, keep)
  await send(portal, request, response, result)
}

function fetchRequest(portal: Portal, request: IncomingMessage, url: URL, method: string, body: Uint8Array<ArrayBuffer> | undefined): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || hopByHop.has(name) || stripped.includes(name) || /^x-(forwarded|real|client|original|cluster)/.test(name)) continue
    headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  // One name for the portal, whichever of its names the browser used: Remix compares the two.
  headers.set('host', url.host)
  if (headers.has('origin')) headers.set('origin', portal.origin())
  return new Request(url, { method, headers, ...(body === undefined ? {} : { body }) })
}

async function send(portal: Portal, request: IncomingMessage, response: ServerResponse, result: Response): Promise<void> {
  const bare = result.status === 404 && result.body === null
  // Where no route fits, the framework runs no loader: its page would have no words, no language and no sheet.
  const failed = result.status >= 500 || (result.status >= 400 && isHtml(result))
  if (bare || failed) return refuse(portal, request, response, result.status)
  for (const [name, value] of result.headers) if (name !== 'set-cookie') response.setHeader(name, value)
  const cookies = result.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('Set-Cookie', cookies)
  if (!response.hasHeader('Content-Security-Policy')) response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  const bytes = Buffer.from(await result.arrayBuffer())
  response.writeHead(result.status, { 'Content-Length': bytes.length }).end(request.method === 'HEAD' ? undefined : bytes)
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: StaticFile): void {
  const { bytes, encoding } = formFor(request.headers['accept-encoding'], file.forms)
  for (const [name, value] of file.headers) response.setHeader(name, value)
  response.setHeader('Vary', 'Accept-Encoding')
  if (encoding !== null) response.setHeader('Content-Encoding', encoding)
  response.writeHead(200, { 'Content-Length': bytes.length }).end(request.method === 'HEAD' ? undefined : bytes)
}

const reasonFor: Readonly<Record<number, Reason>> = { 400: 'broken', 403: 'forbidden', 404: 'missing', 405: 'method', 413: 'too-big', 503: 'busy' }

function refuse(portal: Portal, request: IncomingMessage, response: ServerResponse, status: number): void {
  // Of an address without end the first part still tells the language.
  const target = (request.url ?? '').slice(0, pathLimit)
  const known = target.startsWith('/') && !target.startsWith('//') && URL.canParse(target, portal.origin())
  const url = new URL(known ? target : '/', portal.origin())
  // A body that nobody reads would keep the connection busy.
  if (status !== 404) response.setHeader('Connection', 'close')
  if (status === 405) response.setHeader('Allow', 'GET, HEAD, POST')
  if (status === 503) response.setHeader('Retry-After', '5')
  if (isScriptAddress(url.pathname)) {
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ reason: reasonFor[status] ?? 'broken' }))
    return
  }
  const page = refusalPage(status, url, request.headers['accept-language'], portal.face)
  for (const [name, value] of page.headers) response.setHeader(name, value)
  response.writeHead(status).end(request.method === 'HEAD' ? undefined : page.html)
}

function passedOn(middleware: Middleware, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  return new Promise((resolve, reject) => {
    response.once('finish', () => resolve(true))
    middleware(request, response, (error) => (error === undefined ? resolve(false) : reject(error)))
  })
}

function isHtml(result: Response): boolean {
  return result.headers.get('content-type')?.startsWith('text/html') === true
}

function isScriptAddress(path: string): boolean {
  return /^\/(desk\/)?api\//.test(path)
}

function audienceOf(path: string): 'reporter' | 'desk' {
  return isStaffPath(path) ? 'desk' : 'reporter'
}

