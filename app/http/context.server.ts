// What every loader and action receives from the adapter. One process has one of these pieces each:
// Remix bundles its own copy of our modules, so a handle opened twice would mean two databases.

import type { Database } from '#db/connect.server.ts'
import type { Day, Instant } from '#db/model/ids.ts'
import type { PartStore } from '#db/part-store.server.ts'
import type { ShredStore } from '#db/shred-store.server.ts'
import type { Config } from './config.server.ts'
import type { Instance } from './instance.server.ts'
import type { ServerKeys } from './keys.server.ts'
import type { SetUpLink } from './set-up-link.server.ts'

export interface AppContext {
  readonly db: Database
  readonly shred: ShredStore
  readonly parts: PartStore
  readonly keys: ServerKeys
  readonly config: Config
  /** Null until somebody has set the portal up. */
  readonly instance: Instance | null
  /** The body of a request that carries bytes, read by the adapter already; null where the request itself has to be read. */
  readonly body?: Uint8Array | null
  /** Asks the database for the organisation as it is now. */
  instanceNow(): Promise<Instance | null>
  /** To be called after every change of the organisation, its texts or its roster. */
  instanceChanged(): void
  readonly setUp: SetUpLink
  /** Milliseconds since 1970; the only clock of a request. */
  now(): Instant
  /** Days since 1970-01-01 in the organisation's zone. */
  today(): Day
  /** Scheme, host and port that people type; from the configuration, never from a header. */
  readonly origin: string
  /** Fresh for every request; stands only in the policy of pages that run scripts of the framework. */
  readonly nonce: string
  /** The address of a built file, such as `assets('write.js')`. Throws for a name nobody builds. */
  assets(name: string): string
  /** The digest of a built file for the attribute `integrity`, such as `sha384-…`. */
  integrity(name: string): string
  /** Tells the log that something broke; nothing of the request goes along. */
  report(error: unknown): void
  readonly dev: boolean
  /** True where the portal was started for practice: an organisation made here is marked so for good. */
  readonly practice: boolean
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends AppContext {}
  interface Future {
    v3_singleFetch: true
  }
}
