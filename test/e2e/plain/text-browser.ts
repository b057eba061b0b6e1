// A browser without scripts, driven as a person drives it: w3m in a terminal of its own, by keys. Nothing is posted past its forms.
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TextBrowser extends AsyncDisposable {
  // The whole page as it stands on the screen and below it.
  page(): Promise<string>
  // Waits until the page matches; throws with the page where it does not.
  until(pattern: RegExp): Promise<string>
  // Goes to these words; `fields` further on with Tab, backwards where negative.
  to(words: string, fields?: number): Promise<void>
  // Presses what stands under the cursor.
  press(): Promise<void>
  // To the page before, with what was typed there.
  back(): Promise<void>
  // Types into the field of one line under the cursor.
  type(text: string): Promise<void>
  // Writes into the text area under the cursor, in the editor that w3m starts.
  write(text: string): Promise<void>
}

const soon = () => new Promise((done) => setTimeout(done, 20))

const settings = ['wrap_search=1', 'confirm_qq=0', 'use_cookie=0', 'display_charset=UTF-8']

export async function openTextBrowser(address: string): Promise<TextBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'text-browser-'))
  const [words, editor, saved] = ['words', 'editor', 'saved'].map((name) => join(folder, name)) as [string, string, string]
  await writeFile(editor, `#!/bin/sh\nfor file; do :; done\ncp '${words}' "$file"\nmv '${words}' '${words}-taken'\n`)
  await chmod(editor, 0o700)
  const options = [...settings, `editor=${editor}`].map((one) => `-o ${one}`).join(' ')
  const child = spawn('script', ['-qec', `stty rows 50 cols 100; w3m ${options} ${address}`, '/dev/null'], {
    env: { ...process.env, TERM: 'xterm', HOME: folder, LANG: 'C.UTF-8' }, stdio: ['pipe', 'pipe', 'ignore'],
  })
  let drawn = 0
  child.stdout.on('data', () => void (drawn = performance.now()))
  const ended = new Promise<void>((done) => void child.once('close', () => done()))

  // Types, then waits until the screen has been drawn and is still: keys that come before a prompt stands would mean something else.
  async function keys(text: string): Promise<void> {
    const typed = performance.now()
    child.stdin.write(text)
    for (let now = typed; drawn < typed ? now < typed + 1_000 : now < drawn + 120; now = performance.now()) await soon()
  }

  let pages = 0
  async function page(): Promise<string> {
    // A name of its own each time: w3m would ask before writing over a file.
    const file = `${saved}-${(pages += 1)}`
    await keys('S')
    await keys(`\x15${file}\r`)
    for (let tries = 0; tries < 50; tries += 1) {
      const text = await readFile(file, 'utf8').catch(() => '')
      if (text !== '') return text
      await soon()
    }
    return ''
  }

  return {
    page,
    async until(pattern) {
      let text = ''
      for (let tries = 0; tries < 20; tries += 1) {
        text = await page()
        if (pattern.test(text)) return text
      }
      throw new Error(`the page has no ${pattern.source}:\n${text}`)
    },
    async to(wanted, fields = 0) {
      await keys('g')
      await keys(`/${wanted}\r`)
      if (fields !== 0) await keys((fields > 0 ? '\t' : '\x1b\t').repeat(Math.abs(fields)))
    },
    press: () => keys('\r'),
    back: () => keys('B'),
    async type(text) {
      await keys('\r')
      await keys(`\x15${text}\r`)
    },
    async write(text) {
      await writeFile(words, text)
      await keys('\r')
      for (let tries = 0; tries < 200 && (await readFile(words, 'utf8').catch(() => null)) !== null; tries += 1) await soon()
      // The screen comes back from the editor.
      await keys('')
    },
    async [Symbol.asyncDispose]() {
      child.stdin.write('q')
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
