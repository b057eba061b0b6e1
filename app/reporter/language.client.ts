// Another language in the same visit: the page of that language is fetched and its texts take the place of ours.
// Nothing that was typed is part of the request.

/**
 * Exchanges the page: `keep` takes out what was typed at the last moment, `ready` puts it back. False if the other page could
 * not be fetched, and then nothing has changed.
 */
export async function speak<Kept>(address: string, keep: () => Kept, ready: (kept: Kept) => void): Promise<boolean> {
  const other = await pageAt(address)
  const main = other?.getElementById('page')
  if (other === null || main === null || main === undefined) return false
  const kept = keep()
  for (const part of ['.top', '.mark', '#page', '.foot']) {
    const [ours, theirs] = [document.querySelector(part), other.querySelector(part)]
    if (ours !== null && theirs !== null) ours.replaceWith(document.adoptNode(theirs))
  }
  document.documentElement.lang = other.documentElement.lang
  document.documentElement.dir = other.documentElement.dir
  document.title = other.title
  history.replaceState(history.state, '', address)
  ready(kept)
  return true
}

/** The page at an address of ours; null where it could not be fetched. */
export async function pageAt(address: string): Promise<Document | null> {
  try {
    const response = await fetch(address, { credentials: 'omit' })
    return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
