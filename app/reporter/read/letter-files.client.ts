// Files that a message of the conversation lists: how large they are, and, of the team's, a way to keep them.
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { fetchFile } from '../files.client.ts'
import { make, text } from '../texts.client.ts'
import type { Worker } from './opening.client.ts'
import { trouble } from './opening.client.ts'

export function filesOf(entry: TimelineEntry): HTMLElement[] {
  const own = entry.author.kind === 'reporter'
  return entry.files.map(({ fileId, parts, bytes }) => {
    const line = make('p', '', 'file')
    line.append(document.importNode(sign(), true), make('span', sizeOf(bytes)))
    if (own) return line
    const button = make('button', text('sent.file'), 'link') as HTMLButtonElement
    button.type = 'button'
    Object.assign(button.dataset, { do: 'save-file', message: entry.key, file: fileId, parts: String(parts) })
    line.append(button)
    return line
  })
}

/** Fetches a file of the team's, holds it against its signed digest and hands it to the phone. */
export async function saveFile(worker: Worker, button: HTMLElement): Promise<void> {
  const { message = '', file: fileId = '', parts = '0' } = button.dataset
  const before = button.textContent
  const progress = (done: number, all: number) => (button.textContent = `${Math.floor((done / all) * 100)} %`)
  button.setAttribute('aria-busy', 'true')
  try {
    const { blob, name } = await fetchFile(worker, { message, fileId, parts: Number(parts) }, { progress, trouble: (key) => trouble('post-trouble', key) })
    const link = document.createElement('a')
    link.download = name
    link.href = URL.createObjectURL(blob)
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  } catch (error) {
    trouble('post-trouble', 'error.file.open')
    if (!(error instanceof Error)) throw error
  } finally {
    button.textContent = before
    button.removeAttribute('aria-busy')
  }
}

function sign(): Element {
  return document.querySelector('#choose-files svg') ?? make('span')
}

// What travels is a little more than the file: near enough to tell a photo from a film.
function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
