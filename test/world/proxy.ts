// A line between browser and portal that the test holds in its hand: it keeps what was asked, and can lose answers.
import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string
  path: string
  headers: readonly string[]
  body: Buffer
}

export interface Proxy extends AsyncDisposable {
  readonly origin: string
  readonly port: number
  // Every request that came through, in order, whole.
  readonly asked: readonly Asked[]
  // Header lines of every answer, with the path they answer.
  readonly answered: readonly { path: string; status: number; headers: readonly string[] }[]
  // Where the portal is; may change when it is started again.
  target: number
  // Decides for each request whether the portal's answer is dropped on the way back, after the portal gave it.
  swallow: (asked: Asked) => boolean
  // What the browser gets in place of the portal's header lines (name, value, name, value …).
  headers: (path: string, lines: readonly string[]) => readonly string[]
}

// Opens the line on a free port of its own; start the portal with ORIGIN set to `origin`.
export async function openProxy(): Promise<Proxy> {
  const asked: Asked[] = []
  const answered: { path: string; status: number; headers: readonly string[] }[] = []
  const server = createServer((incoming, outgoing) => void handle(incoming, outgoing))
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const proxy: Proxy = {
    origin: `http://localhost:${port}`,
    port,
    asked,
    answered,
    target: 0,
    swallow: () => false,
    headers: (_, lines) => lines,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>((done) => void server.close(() => done()))
    },
  }
  return proxy

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await whole(incoming)
    const one: Asked = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.rawHeaders, body }
    asked.push(one)
    const on = request({ host: '127.0.0.1', port: proxy.target, method: one.method, path: one.path, headers: incoming.headers }, (answer) => {
      void whole(answer).then(
        (content) => {
          answered.push({ path: one.path, status: answer.statusCode ?? 0, headers: answer.rawHeaders })
          if (proxy.swallow(one)) return void outgoing.destroy()
          outgoing.writeHead(answer.statusCode ?? 502, [...proxy.headers(one.path, answer.rawHeaders)])
          outgoing.end(content)
        },
        () => void outgoing.destroy(),
      )
    })
    on.on('error', () => void outgoing.destroy())
    on.end(body)
  }
}

async function whole(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}
