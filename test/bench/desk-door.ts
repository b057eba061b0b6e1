// A door before the portal that answers the inbox and kept words from memory, page by page as the portal does, and passes everything else on:
// the desk's browser reads as many sealed lines as wanted, and nobody has to write that many cases first.
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DeskRecordRow, InboxRow } from '#crypto/answers.ts'

export interface DeskDoor extends AsyncDisposable {
  readonly origin: string
  // The port of the portal, once it is known.
  target: number
  // Lines to hand out; null passes the portal's own on.
  rows: readonly InboxRow[] | null
  // Kept words of cases.
  kept: readonly DeskRecordRow[]
  today: number
}

export async function openDeskDoor(): Promise<DeskDoor> {
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '/', door.origin)
    if (door.rows !== null && url.pathname === '/desk/api/inbox') {
      return tell(page(door.rows, url.searchParams, door.today))
    }
    if (door.rows !== null && url.pathname === '/desk/api/records' && url.searchParams.get('kind') === 'index') {
      const from = Number(url.searchParams.get('after') ?? '0')
      const next = from + 1_000 < door.kept.length ? String(from + 1_000) : null
      return tell(JSON.stringify({ records: door.kept.slice(from, from + 1_000), next }))
    }
    const passed = request({ host: '127.0.0.1', port: door.target, path: asked.url, method: asked.method, headers: asked.headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.rawHeaders)
      got.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)

    function tell(json: string): void {
      answer.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
      answer.end(json)
    }
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const door: DeskDoor = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    target: 0,
    rows: null,
    kept: [],
    today: 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>((done) => void server.close(() => done()))
    },
  }
  return door
}

function page(rows: readonly InboxRow[], asked: URLSearchParams, today: number): string {
  const from = Number(asked.get('after') ?? '0')
  const size = Number(asked.get('size') ?? '50')
  const next = from + size < rows.length ? String(from + size) : null
  const open = Math.min(100, rows.length)
  return JSON.stringify({ rows: rows.slice(from, from + size), next, counts: size > 50 ? null : { open, mine: 0, new: 0, due: 0, waiting: 0 }, today })
}
