/**
 * Which build of a sealing worker a browser gets (§12.5): the one with WebAssembly, or the plain one, larger and slower,
 * where settings of the browser or a policy forbid it. Both hold the same protocol.
 */

/** Addresses of built files. */
export interface WorkerFiles {
  readonly fast: string
  readonly plain: string
  readonly probe: string
}

/** The addresses as a page carries them: three, with spaces between. A missing one is empty, and then no worker starts. */
export function workerFiles(text: string): WorkerFiles {
  const [fast = '', plain = '', probe = ''] = text.split(' ')
  return { fast, plain, probe }
}

const verdicts = new Map<string, Promise<boolean>>()

/** The address of the build that runs here. Asks once for each page; where the probe says nothing, the plain build may still run. */
export async function chosenBuild(files: WorkerFiles): Promise<string> {
  const verdict = verdicts.get(files.probe) ?? probed(files.probe)
  verdicts.set(files.probe, verdict)
  return (await verdict) ? files.fast : files.plain
}

function probed(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const worker = new Worker(address)
    const say = (yes: boolean): void => {
      worker.terminate()
      resolve(yes)
    }
    worker.onmessage = (event: MessageEvent<boolean>) => say(event.data)
    // Lost on the way: asked again at the next start.
    worker.onerror = () => {
      verdicts.delete(address)
      say(false)
    }
  })
}
