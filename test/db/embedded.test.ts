import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { checkpointsEvery } from '#db/checkpoints.server.ts'
import { connectEmbedded } from '#db/connect.server.ts'
import { FolderInUse, lockFolder } from '#db/folder-lock.server.ts'
import { grouped } from '#db/grouped.server.ts'
import { logSync } from '#db/log-sync.server.ts'
import { migrateToLatest } from '#db/migrate.server.ts'
import { parseCaseId, parseInstanceId } from '#db/model/ids.ts'
import { caseForReporter } from '#db/queries/case-for-reporter.server.ts'
import { scopeOfReporter } from '#db/scope.ts'

async function dataFolder(): Promise<{ folder: string } & AsyncDisposable> {
  const parent = await mkdtemp(join(tmpdir(), 'todoke-embedded-'))
  return { folder: join(parent, 'database'), [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }) }
}

function child(folder: string, mode: 'write' | 'hold'): { process: ChildProcess; lines: string[]; line(count: number): Promise<void>; errors(): string } {
  const started = spawn('node', [join(import.meta.dirname, 'embedded-child.ts'), folder, mode], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  let said = ''
  started.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  let wake = (): void => undefined
  createInterface({ input: started.stdout }).on('line', (text) => {
    lines.push(text)
    wake()
  })
  const line = (count: number) =>
    new Promise<void>((done, fail) => {
      wake = () => void (lines.length >= count && done())
      started.once('exit', () => fail(new Error(said)))
      wake()
    })
  return { process: started, lines, line, errors: () => said }
}

test('kill -9 in the middle of writing keeps every acknowledged report and gives the folder to the next process', async () => {
  await using data = await dataFolder()
  const writer = child(data.folder, 'write')
  await writer.line(60)
  writer.process.kill('SIGKILL')
  await once(writer.process, 'close')
  const acknowledged = writer.lines.slice(1).filter((line) => line.length === 97)
  expect(acknowledged.length).toBeGreaterThan(50)
  const db = await connectEmbedded(data.folder)
  expect(await migrateToLatest(db)).toEqual([])
  for (const line of acknowledged) {
    const [instance, caseId] = [parseInstanceId(line.slice(0, 32)), parseCaseId(line.slice(33))]
    if (instance === null || caseId === null) throw new Error(line)
    expect((await caseForReporter(db, scopeOfReporter(instance, caseId)))?.talk.messages).toHaveLength(1)
  }
  await db.close()
}, 90_000)

test('a second process on the folder is refused with a sentence, and the first goes on', async () => {
  await using data = await dataFolder()
  const first = child(data.folder, 'hold')
  await first.line(1)
  await expect(connectEmbedded(data.folder)).rejects.toThrow(FolderInUse)
  await expect(connectEmbedded(data.folder)).rejects.toThrow(`in use by process ${first.process.pid}. One process alone may use it`)
  expect(first.process.exitCode).toBeNull()
  first.process.kill('SIGKILL')
  await once(first.process, 'close')
  await (await connectEmbedded(data.folder)).close()
}, 90_000)

test('the lock is taken over from a dead process and from another process with a recycled number, never from a living one', async () => {
  await using data = await dataFolder()
  const path = `${data.folder}.lock`
  const gone = spawn('node', ['-e', ''])
  await once(gone, 'close')
  await writeFile(path, `${gone.pid} 12345\n`)
  lockFolder(data.folder).release()
  await expect(stat(path)).rejects.toThrow(/ENOENT/)
  // Our own number, but started at another time: that process is gone too.
  await writeFile(path, `${process.pid} 1\n`)
  const own = lockFolder(data.folder)
  expect(() => lockFolder(data.folder)).toThrow(FolderInUse)
  own.release()
  own.release()
  lockFolder(data.folder).release()
})

test('a folder is not left locked when it cannot be opened', async () => {
  await using data = await dataFolder()
  await writeFile(data.folder, 'a file, no folder')
  await expect(connectEmbedded(data.folder)).rejects.toThrow()
  await expect(stat(`${data.folder}.lock`)).rejects.toThrow(/ENOENT/)
})

test('what was closed is there again, also far in the log', async () => {
  await using data = await dataFolder()
  const first = await connectEmbedded(data.folder)
  await migrateToLatest(first)
  await first.durable()
  await first.close()
  await utimes(data.folder, 0, 0)
  const second = await connectEmbedded(data.folder)
  expect(await migrateToLatest(second)).toEqual([])
  await second.close()
})

test('once a flush of the log has failed, nothing is called durable any more', async () => {
  await using data = await dataFolder()
  const sync = logSync(data.folder)
  await expect(sync()).rejects.toThrow(/ENOENT/)
  await mkdir(join(data.folder, 'pg_wal'), { recursive: true })
  await expect(sync()).rejects.toThrow(/ENOENT/)
  await logSync(data.folder)()
})

test('many waiters share a flush, and everybody who asks during one waits for the next', async () => {
  let rounds = 0
  let open = (): void => undefined
  const flush = grouped(async () => {
    rounds += 1
    await new Promise<void>((done) => (open = done))
  })
  const first = flush()
  const late = Promise.all(Array.from({ length: 20 }, () => flush()))
  expect(rounds).toBe(1)
  open()
  await first
  await new Promise((done) => setTimeout(done, 0))
  expect(rounds).toBe(2)
  open()
  await late
  expect(rounds).toBe(2)
  const failing = grouped(() => Promise.reject(new Error('disk')))
  await expect(failing()).rejects.toThrow('disk')
  await expect(failing()).rejects.toThrow('disk')
})

test('once a checkpoint has failed nothing is called durable any more', async () => {
  const rounds: (() => Promise<void>)[] = [() => Promise.resolve(), () => Promise.reject(new Error('EIO'))]
  let asked = 0
  const checkpoints = checkpointsEvery(5, async () => rounds[asked++]?.())
  await expect(checkpoints.intact()).resolves.toBeUndefined()
  await expect.poll(() => checkpoints.intact().then(() => 'intact', (error: unknown) => String(error)), { timeout: 5000 }).toBe('Error: EIO')
  const after = asked
  await new Promise((done) => setTimeout(done, 50))
  expect(asked).toBe(after)
  await expect(checkpoints.intact()).rejects.toThrow('EIO')
})
