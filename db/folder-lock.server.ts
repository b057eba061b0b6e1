// One process for one folder. PGlite has no lock of its own: a second process would silently lose every row of one of the two.
// The shred store keeps its free slots in memory.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'

/** Refusal with a sentence for the person who started the second process. */
export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(`The folder ${folder} is in use by process ${pid}. One process alone may use it: stop that one first, or start this one with another DATA_DIR.`)
    this.name = 'FolderInUse'
  }
}

export interface FolderLock {
  /** Gives the folder back. Safe to call twice. */
  release(): void
}

/** Takes the lock file beside `folder` (`{folder}.lock`: pid and start time of the process). Steals it only if that process is dead or
 *  its number now belongs to another; throws `FolderInUse` otherwise. */
export function lockFolder(folder: string): FolderLock {
  const path = `${folder}.lock`
  const mine = `${process.pid} ${startTime(process.pid) ?? 'unknown'}\n`
  for (let attempt = 0; attempt < 20; attempt++) {
    if (createWith(path, mine)) return { release: () => releaseIfMine(path, mine) }
    const holder = readHolder(path)
    if (holder === null) continue
    if (isAlive(holder)) throw new FolderInUse(folder, holder.pid)
    moveAside(path, holder.text)
  }
  throw new Error(`The lock file ${path} cannot be read. If no other process uses the folder, delete this file.`)
}

interface Holder {
  readonly text: string
  readonly pid: number
  readonly started: string
}

function createWith(path: string, text: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, text)
    fsyncSync(file)
    closeSync(file)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

function readHolder(path: string): Holder | null {
  try {
    const text = readFileSync(path, 'utf8')
    const [pid, started] = text.trim().split(' ')
    // An empty file is another process between creating and writing; looked at again, then taken for dead.
    return { text, pid: Number(pid ?? 0), started: started ?? '' }
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

/** Renaming is atomic, so of two thieves one wins; whoever moved something else than the dead file puts it back. */
function moveAside(path: string, dead: string): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return
    throw error
  }
  if (readFileSync(aside, 'utf8') !== dead) renameSync(aside, path)
  else rmSync(aside)
}

function releaseIfMine(path: string, mine: string): void {
  if (readHolder(path)?.text === mine) rmSync(path, { force: true })
}

function isAlive(holder: Holder): boolean {
  if (!Number.isInteger(holder.pid) || holder.pid <= 0) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return isCode(error, 'EPERM')
  }
  const started = startTime(holder.pid)
  return started === null || holder.started === 'unknown' || started === holder.started
}

/** Start of a process in clock ticks since boot, from /proc; `null` where the system has none. A zombie counts as dead. */
function startTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? 'dead' : (fields[19] ?? null)
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ESRCH')) return null
    throw error
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
