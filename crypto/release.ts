/**
 * Gives long buffers back while a file passes through a worker (§13.3): an engine that waits for its collector would
 * let a hundred megabytes of them lie. For the file path only.
 */
let nowhere: MessagePort | null = null

/**
 * Empties these buffers and frees their memory at once: they are handed to a port that nobody listens to. What a Blob
 * was read into is freed in no other way; `transfer` of the language even hides it from the collector.
 */
export function release(...bytes: readonly Uint8Array[]): void {
  nowhere ??= closedPort()
  // One buffer may stand behind several views, and an empty one has nothing to give.
  const buffers = new Set(bytes.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer && buffer.byteLength > 0 ? [buffer] : [])))
  nowhere.postMessage(null, [...buffers])
}

function closedPort(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  port2.close()
  return port1
}
