// A line that counts: every byte between browser and portal, both ways, headers and all. What a browser tells about its
// own traffic leaves out the script of a worker, which is the largest part.
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface CountedLine extends AsyncDisposable {
  readonly origin: string
  // The port of the portal, once it is known.
  target: number
  bytes: number
}

export async function openLine(): Promise<CountedLine> {
  const server = createServer((phone) => {
    const portal = connect(line.target, '127.0.0.1')
    for (const [from, to] of [[phone, portal], [portal, phone]] as const) {
      from.on('data', (chunk: Buffer) => (line.bytes += chunk.length))
      from.on('error', () => to.destroy())
      from.pipe(to)
    }
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const line: CountedLine = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    target: 0,
    bytes: 0,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((done) => void server.close(() => done()))
    },
  }
  return line
}
