// Every place where something that a person typed could end up, searched by one function for what was typed.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Portal } from '#test/world/portal.ts'
import type { Proxy } from '#test/world/proxy.ts'
import { needlesFor, sightingsBelow, sightingsIn } from '#test/world/scanner.ts'
import type { Sighting } from '#test/world/scanner.ts'

export interface Places extends AsyncDisposable {
  readonly reporterProfile: string
  readonly deskProfile: string
  // What the browser and the portal take for /tmp.
  readonly temporary: string
  readonly dataDir: string
}

export async function makePlaces(): Promise<Places> {
  const root = await mkdtemp(join(tmpdir(), 'places-'))
  const [reporterProfile, deskProfile, temporary, dataDir] = ['reporter', 'desk', 'temporary', 'data'].map((name) => join(root, name)) as [string, string, string, string]
  await mkdir(temporary)
  return { reporterProfile, deskProfile, temporary, dataDir, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true, maxRetries: 5 }) }
}

export interface Evidence {
  places: Places
  line: Proxy
  // Every start of the portal that wrote a log.
  portals: readonly Portal[]
  // Folder of a PostgreSQL server with its write-ahead log, and how to ask it for a dump.
  cluster: { folder: string; url: string } | null
}

// All sightings of the words, by place. Browsers and portal must have ended, or the newest bytes are still in memory.
export async function sightings({ places, line, portals, cluster }: Evidence, words: readonly string[]): Promise<Sighting[]> {
  const needles = needlesFor(words)
  const found: Sighting[] = []
  for (const asked of line.asked) {
    found.push(...sightingsIn(`body of ${asked.method} ${asked.path}`, asked.body, needles))
    found.push(...sightingsIn(`head of ${asked.method} ${asked.path}`, Buffer.from([asked.path, ...asked.headers].join('\n')), needles))
  }
  for (const portal of portals) found.push(...sightingsIn('application log', Buffer.from(portal.lines.join('\n')), needles))
  for (const folder of [places.dataDir, places.temporary, places.reporterProfile, places.deskProfile]) found.push(...(await sightingsBelow(folder, needles)))
  if (cluster !== null) {
    found.push(...(await sightingsBelow(cluster.folder, needles)))
    found.push(...sightingsIn('dump of the database', await dumpOf(cluster.url), needles))
  }
  return found
}

// Every row of every table as text, bytes in hexadecimal.
export async function dumpOf(url: string): Promise<Buffer> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(`select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`)
    const texts: string[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      texts.push(...rows.map(({ row }) => row.replaceAll('\\\\', '\\')))
    }
    if (texts.length === 0) throw new Error('the dump is empty')
    return Buffer.from(texts.join('\n'))
  } finally {
    await client.end()
  }
}
