// The way out, on every page of a reporter: a dull cover first, then away, without a step that "back" could return to.
// Also what keeps a page from being seen or restored by whoever holds the phone next.

const root = document.documentElement
const shiftWithin = 5000
let shifts: number[] = []

export function leave(): void {
  root.dataset['covered'] = ''
  forgetPage()
  location.replace('/leave')
}

/** Empties what was typed and takes the page apart, so that neither the browser's memory nor a slow next page shows it. */
export function forgetPage(): void {
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) field.value = ''
  document.getElementById('page')?.replaceChildren()
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.target.closest('#exit') === null) return
  event.preventDefault()
  leave()
})

// Three times Shift: the hand need not find the button.
document.addEventListener('keyup', (event) => {
  if (event.key !== 'Shift') return void (shifts = [])
  shifts = [...shifts.filter((at) => event.timeStamp - at < shiftWithin), event.timeStamp]
  if (shifts.length === 3) leave()
})

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') root.dataset['covered'] = ''
  else delete root.dataset['covered']
})

// A page that the browser kept whole (back and forward) comes back empty.
addEventListener('pagehide', forgetPage)
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})
