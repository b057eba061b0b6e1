// Says whether WebAssembly runs here: a page cannot know, because a worker lives under the policy of its own file. Served under the
// same policy as the sealing workers, so that its answer holds for them.

// The smallest module there is: its mark and its version.
const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])

async function runs(): Promise<boolean> {
  if (typeof WebAssembly === 'undefined') return false
  try {
    await WebAssembly.instantiate(empty)
    return true
  } catch (error) {
    // The policy forbids it (CompileError); some browsers have their own error for it.
    if (error instanceof Error) return false
    throw error
  }
}

void runs().then((yes) => self.postMessage(yes))
