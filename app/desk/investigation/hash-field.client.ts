// The digest of a file, as the register of evidence keeps it: anybody can compute the same one with the tools of their computer.

/** SHA-256 of all bytes in lower-case hexadecimal; null where the browser can no longer read the file. */
export async function sha256Of(file: Blob): Promise<string | null> {
  try {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}
