// A page carries the addresses of both builds of its sealing worker and of the probe that says which one runs.

/** Three addresses with spaces between, as crypto/worker/build-choice.ts reads them; `assets` gives the address of a built file. */
export function workerAddresses(assets: (name: string) => string, worker: 'reporter' | 'desk'): string {
  return [`${worker}-worker.js`, `${worker}-worker-plain.js`, 'probe-worker.js'].map((name) => assets(name)).join(' ')
}
