// The one script of the page on which a person writes: small, so that the first field is there at once on a slow line.
// What seals and sends (worker, roster, routing, code) comes later, once somebody has begun to type.
import '../start/exit.client.ts'
import { find, phoneDay, putDays, text } from '../texts.client.ts'
import { pleaseLook } from '../please-look.client.ts'
import { speak } from '../language.client.ts'
import { keep, keepAlone, putBack, showWhatHangs } from './answers.client.ts'
import type { Kept } from './answers.client.ts'
import { beginScreens, change, currentScreen, dress, goOn, goTo, goToCheck, show, skip } from './screens.client.ts'

type Sealing = typeof import('./sealing.client.ts')
let sealing: Promise<Sealing> | undefined

/** Loads the second part; a failure is not kept, so that the next step tries again. */
function later(): Promise<Sealing> {
  sealing ??= import('./sealing.client.ts').catch((error: unknown) => {
    sealing = undefined
    throw error
  })
  return sealing
}

function withSealing(does: (part: Sealing) => unknown): void {
  later().then((part) => part.orStop(() => does(part))).catch(notYet)
}

/** The person reads why nothing happens; what was typed stays. What is not the line is a mistake of ours; refusals are told by the second part. */
function notYet(error?: unknown): void {
  const here = currentScreen()
  const line = !(error instanceof Error) || error.name === 'NoAnswer' || error.name === 'TypeError'
  pleaseLook(find(`look-${here}`), [{ words: text(line ? 'error.offline' : 'error.again'), at: `h-${here}` }])
}

function shown(id: string): void {
  if (id === 'danger' || id === 'places') moveNumbers(id)
  if (id === 'who') withSealing((part) => part.showTeams())
  if (id === 'check') withSealing((part) => part.showCheck())
}

// One copy of the phone numbers in the document: it stands wherever they are needed.
function moveNumbers(id: 'danger' | 'places'): void {
  const numbers = find('numbers')
  if (id === 'danger') find('numbers-here').append(numbers)
  else find('s-places').insertBefore(numbers, find('places'))
}

const actions: Readonly<Record<string, (button: HTMLElement) => void>> = {
  on: goOn,
  skip,
  back: () => history.back(),
  check: goToCheck,
  change: (button) => change(button.dataset['to'] ?? 'happened'),
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return
  const button = event.target.closest<HTMLElement>('[data-do]')
  if (button !== null) {
    const does = button.dataset['do'] ?? ''
    const action = actions[does]
    return action === undefined ? withSealing((part) => part.act(does, button)) : action(button)
  }
  const row = event.target.closest<HTMLElement>('.row[data-to]')
  if (row !== null) {
    event.preventDefault()
    goTo('places')
    if (row.dataset['to'] === 'places') find('places').scrollIntoView()
  }
  const language = event.target.closest<HTMLAnchorElement>('.top a[hreflang]')
  if (language !== null) {
    event.preventDefault()
    void speak(language.pathname, keep, ready).then((done) => {
      if (!done) notYet()
    })
  }
})

document.addEventListener('input', (event) => {
  if (event.target instanceof HTMLInputElement) keepAlone(event.target)
  showWhatHangs()
  // Early, so that nobody waits for it later; should it fail now, the screen that needs it says so.
  if (event.target instanceof HTMLTextAreaElement) later().then((part) => part.prepare()).catch(() => undefined)
  if (currentScreen() === 'who') withSealing((part) => part.showReaders())
})

// Enter in a field of one line goes on, as on paper; there is no form that could be sent by mistake.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.isComposing) {
    event.preventDefault()
    event.target.closest('[data-screen]')?.querySelector<HTMLElement>('[data-on]')?.click()
  }
})

function ready(kept: Kept): void {
  dress()
  putDays(find('s-danger'), phoneDay())
  putBack(kept)
  show()
  // The teams to choose from are drawn anew, and what was ticked among them is ticked again.
  if (sealing === undefined) return
  withSealing((part) => {
    part.fillStopAgain()
    return part.showTeams().then(() => putBack(kept))
  })
}

beginScreens(shown)
dress()
putDays(find('s-danger'), phoneDay())
