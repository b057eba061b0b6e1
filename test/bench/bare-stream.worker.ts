// Secretstream of libsodium-wrappers and nothing else: what the file path is measured against, in the same browser.
import sodium from 'libsodium-wrappers'

const CHUNK = 65_536

self.onmessage = (event: MessageEvent<number>) => {
  // A rejection would reach nobody: as an error the page hears of it.
  sodium.ready.catch((error: unknown) => setTimeout(() => { throw error }))
  void sodium.ready.then(() => {
    const { state } = sodium.crypto_secretstream_xchacha20poly1305_init_push(sodium.crypto_secretstream_xchacha20poly1305_keygen())
    const chunk = crypto.getRandomValues(new Uint8Array(CHUNK))
    const chunks = Math.ceil(event.data / CHUNK)
    const start = performance.now()
    for (let sent = 0; sent < chunks; sent += 1) sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, null, sent === chunks - 1 ? 3 : 0)
    self.postMessage(performance.now() - start)
  })
}
