// The part for photos and files comes when somebody asks for it: whoever only writes does not wait for it.

type Evidence = typeof import('./evidence.client.ts')
let part: Promise<Evidence> | null = null

/** Loads it; a failure is not kept, so that the next press tries again. */
export function evidence(): Promise<Evidence> {
  part ??= import('./evidence.client.ts').catch((error: unknown) => {
    part = null
    throw error
  })
  return part
}

/** Null where nobody has chosen a file yet. */
export function begunEvidence(): Promise<Evidence> | null {
  return part
}
