// The page as a file that a person keeps by their own act: no script, no address, nothing that asks the server; the day and the numbers.
import { boldDay, find, phoneDay, put } from '../texts.client.ts'

// A dull name among the other files of the phone.
const fileName = 'information.html'

const looks = [
  'body{max-width:36rem;margin:auto;padding:16px;font:18px/1.6 system-ui,sans-serif;color:#13201f;background:#fff}',
  '.digits{direction:ltr;unicode-bidi:isolate;font-variant-numeric:tabular-nums}',
  '.groups{display:grid;grid-template-columns:repeat(3,1fr);gap:8px;padding:0;list-style:none;text-align:center;font-size:22px;font-weight:600}',
  'details .groups{grid-template-columns:repeat(4,1fr);font-size:16px;font-weight:400}',
  'svg{width:9rem;height:9rem}.teams{padding:0;list-style:none}li{break-inside:avoid}.why,.look{padding-inline-start:12px;border-inline-start:3px solid #0a4a57}',
].join('')

export function savePage(): void {
  const link = document.createElement('a')
  link.download = fileName
  link.href = URL.createObjectURL(new Blob([savedPage()], { type: 'text/html' }))
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  put(find('saved'), 'verify.saved', { name: fileName })
}

/** The whole file. Built of elements, so that a name on the list stays a name. */
function savedPage(): string {
  const saved = document.implementation.createHTMLDocument(document.title)
  const { lang, dir } = document.documentElement
  Object.assign(saved.documentElement, { lang, dir })
  const policy = saved.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = "default-src 'none'; style-src 'unsafe-inline'"
  const letters = saved.createElement('meta')
  letters.setAttribute('charset', 'utf-8')
  const width = saved.createElement('meta')
  Object.assign(width, { name: 'viewport', content: 'width=device-width, initial-scale=1' })
  saved.head.prepend(letters, policy, width)
  const day = document.createElement('p')
  put(day, 'verify.savedOn', { date: boldDay(phoneDay()) })
  saved.body.append(saved.adoptNode(day), ...partsOf().map((part) => saved.adoptNode(part)))
  // The policy of this page holds for every document that it makes, so the looks come in as text.
  return `<!doctype html>\n${saved.documentElement.outerHTML.replace('</head>', `<style>${looks}</style></head>`)}`
}

// What was checked, without what only works on the page itself.
function partsOf(): Node[] {
  const copy = find('checked').cloneNode(true) as HTMLElement
  for (const part of copy.querySelectorAll('[data-leave-out], [hidden]')) part.remove()
  for (const part of copy.querySelectorAll('details')) part.open = true
  for (const part of copy.querySelectorAll('[id]')) part.removeAttribute('id')
  return [...copy.childNodes]
}
