// Bytes as text, as answers carry them.

/** base64url without padding. */
export function base64From(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}
