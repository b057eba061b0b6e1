// A portal without pages and without a socket: database, keys and shred store in a new folder, and the endpoints called directly.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppLoadContext } from '@remix-run/node'
import { configFrom } from '#app/http/config.server.ts'
import { instancesOf } from '#app/http/instance.server.ts'
import { serverKeys } from '#app/http/keys.server.ts'
import { setUpLink } from '#app/http/set-up-link.server.ts'
import type { PracticeDoor } from '#app/practice/door.server.ts'
import { dayFrom, hashOf, ready, receiptKeys, signCheckpoint as signHead, tombstone } from '#crypto/server.ts'
import { finishShredding } from '#db/commands/finish-shredding.server.ts'
import { signCheckpoint } from '#db/commands/sign-checkpoint.server.ts'
import { connectDatabase } from '#db/connect.server.ts'
import { dumpTo } from '#db/dump.server.ts'
import { migrateToLatest } from '#db/migrate.server.ts'
import { instantFrom, type Day } from '#db/model/ids.ts'
import { partsInFolder } from '#db/part-folder.server.ts'
import { partsInRows } from '#db/part-rows.server.ts'
import { partStore } from '#db/part-store.server.ts'
import { scopeOfJob } from '#db/scope.ts'
import { openShredStore, shredKeysIn } from '#db/shred-store.server.ts'

type Endpoint = { readonly [verb in 'loader' | 'action']?: (args: { request: Request; params: object; context: AppLoadContext }) => Response | Promise<Response> }

export type PortalInProcess = AsyncDisposable & {
  readonly door: PracticeDoor
  // Everything it keeps, written into a folder that is made here (db/README.md).
  readonly dump: (folder: string) => Promise<void>
  // The daily job of the record: signs how long it is.
  readonly checkpoint: (day: Day) => Promise<void>
}

const origin = 'http://localhost:4600'

/** Opens a practice portal whose `ask` answers as the real one would: an empty one, gone with its folder at the end of the test, or what lies
 *  in `kept`, which stays. */
export async function openPracticePortal(today: Day, kept: { databaseUrl: string | null; dataDir: string } | null = null): Promise<PortalInProcess> {
  await ready()
  const { databaseUrl, dataDir } = kept ?? { databaseUrl: null, dataDir: await mkdtemp(join(tmpdir(), 'todoke-practice-')) }
  const db = await connectDatabase({ databaseUrl, dataDir })
  await migrateToLatest(db)
  const keys = await serverKeys(dataDir)
  const shred = openShredStore({ folder: join(dataDir, 'shred'), today: () => today })
  const folder = partsInFolder({ folder: join(dataDir, 'files'), today: () => today, keepFreeBytes: 0 })
  const parts = partStore('folder', { folder, rows: partsInRows() })
  await finishShredding(db, shred, tombstone)
  const instances = instancesOf(db, () => 'localhost')
  const setUp = setUpLink(true)
  const config = configFrom({ DATA_DIR: dataDir })
  const failures: unknown[] = []

  async function contextOn(day: Day): Promise<AppLoadContext> {
    return {
      db, shred, parts, keys, config, setUp, origin,
      nonce: '', dev: false, practice: true,
      instance: await instances.current(),
      instanceChanged: instances.changed,
      async instanceNow() {
        instances.changed()
        return instances.current()
      },
      now: () => instantFrom(day * 86_400_000 + 43_200_000),
      today: () => day,
      assets: (name) => `/assets/${name}`,
      integrity: () => '',
      report: (error) => failures.push(error),
    }
  }

  const secret = setUp.address(origin)?.split('#')[1] ?? ''
  return {
    door: {
      origin,
      today,
      setUpSecret: secret,
      async ask(request, { day }) {
        const { path, params } = placeOf(new URL(request.url).pathname)
        const endpoint = (await import(path)) as Endpoint
        const answer = request.method === 'GET' ? endpoint.loader : endpoint.action
        if (answer === undefined) return new Response(null, { status: 405 })
        return answer({ request, params, context: await contextOn(day) })
      },
    },
    async dump(folder) {
      await dumpTo({ db, parts, shredKeys: shredKeysIn(join(dataDir, 'shred')), folder })
    },
    async checkpoint(day) {
      const instance = await instances.current()
      if (instance === null) throw new Error('no organisation yet')
      const { sk } = receiptKeys(keys.receiptSeed)
      const sign = (at: { s: number; head: Uint8Array; day: Day }) =>
        signHead(sk, instance.instanceId, { seq: at.s, head: hashOf('audit-head', at.head), day: dayFrom(at.day) })
      await signCheckpoint(db, scopeOfJob(instance.instanceId), { today: day, sign })
    },
    async [Symbol.asyncDispose]() {
      shred.close()
      await db.close()
      if (kept === null) await rm(dataDir, { recursive: true, force: true })
      if (failures.length > 0) throw new AggregateError(failures, 'endpoints failed')
    },
  }
}

function placeOf(pathname: string): { path: string; params: object } {
  const [, desk, name = '', hash] = /^\/(desk\/)?api\/([a-z-]+)(?:\/([0-9a-f]{64}))?$/.exec(pathname) ?? []
  const folder = new URL(`../../app/${desk === undefined ? 'reporter' : 'desk'}/api/`, import.meta.url).pathname
  if (desk === undefined && name === 'roster') return { path: `${folder}roster-${hash === undefined ? 'latest' : 'file'}.ts`, params: { hash } }
  return { path: `${folder}${name}.ts`, params: {} }
}
