// Files of earlier builds stay served for a month: somebody may be writing on a page that was loaded before the upgrade,
// and a 404 on its worker would lose the report.

import { copyFile, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { staticFiles, type StaticFile } from './static.server.ts'

const keptDays = 30
const dayMs = 24 * 60 * 60 * 1000

/**
 * Copies the assets of this build into DATA_DIR/kept/assets, drops what no build of the last thirty days had, and gives all that is there
 * by address. Names carry a hash of the content, so an old file never stands in for a new one.
 */
export async function keptAssets(clientFolder: string, dataDir: string, now: number): Promise<ReadonlyMap<string, StaticFile>> {
  const [fresh, kept] = [join(clientFolder, 'assets'), join(dataDir, 'kept', 'assets')]
  await mkdir(kept, { recursive: true, mode: 0o700 })
  for (const name of await readdir(fresh)) {
    await copyFile(join(fresh, name), join(kept, name))
    await utimes(join(kept, name), now / 1000, now / 1000)
  }
  for (const name of await readdir(kept)) {
    if (now - (await stat(join(kept, name))).mtimeMs > keptDays * dayMs) await rm(join(kept, name), { force: true })
  }
  return staticFiles(join(dataDir, 'kept'))
}
