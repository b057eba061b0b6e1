// One question per screen, out of one document. Every step is a history entry of the same address and title, so that the
// phone's "back" goes back one question; the entry holds a number and nothing that was answered.
import { isEnough, screens } from '#db/model/questions.ts'
import { tilesAtMost } from '#db/model/tiles.ts'
import { find, page, text } from '../texts.client.ts'
import { lookNoMore, pleaseLook } from '../please-look.client.ts'
import { answers, resetFields } from './answers.client.ts'

const order = ['safety', ...screens.map(({ id }) => id), 'check']
let trail = ['safety']
/** A question opened from the check page leads back there. */
let fromCheck = false

export type ScreenShown = (id: string) => void
let told: ScreenShown = () => undefined

export function beginScreens(shown: ScreenShown): void {
  told = shown
  history.replaceState(0, '')
  addEventListener('popstate', (event) => {
    const depth = typeof event.state === 'number' ? event.state : 0
    if (depth >= trail.length) return
    trail = trail.slice(0, depth + 1)
    show()
  })
}

/** After the page came, and again after it was exchanged for another language. */
export function dress(): void {
  for (const stuck of page().querySelectorAll('[data-stuck]')) stuck.remove()
  for (const live of page().querySelectorAll<HTMLElement>('[data-live]')) live.hidden = false
  page().dataset['ready'] = ''
}

export function currentScreen(): string {
  return trail[trail.length - 1] ?? 'safety'
}

export function goTo(id: string): void {
  trail.push(id)
  history.pushState(trail.length - 1, '')
  show()
}

/** Shows this in place of the current screen: "back" leads to the one before, not into what could not be shown. */
export function standIn(id: string): void {
  trail[trail.length - 1] = id
  show()
}

export function goOn(): void {
  const here = currentScreen()
  if (!isAnswered(here)) return
  const next = fromCheck ? 'check' : order[order.indexOf(here) + 1]
  if (next !== undefined) goTo(next)
}

export function skip(): void {
  resetFields(find(`s-${currentScreen()}`))
  goOn()
}

/** True if there is something to send; else the person is shown what is missing, at the question that lacks it. */
export function goToCheck(): void {
  if (isAnswered('happened')) goTo('check')
}

export function change(to: string): void {
  fromCheck = true
  goTo(to)
}

/** The conversation about this message is over or under way: "back" must not lead into the questions any more. */
export function stayHere(id: string): void {
  trail = [id]
  history.replaceState(0, '')
  show()
}

export function show(): void {
  const id = currentScreen()
  if (id === 'check') fromCheck = false
  for (const screen of page().querySelectorAll<HTMLElement>('[data-screen]')) screen.hidden = screen.dataset['screen'] !== id
  lookNoMore(find(`s-${id}`))
  told(id)
  scrollTo(0, 0)
  for (const heading of find(`s-${id}`).querySelectorAll('h1')) heading.focus({ preventScroll: true })
}

function isAnswered(id: string): boolean {
  const given = answers()
  const tiles = given['tiles']?.split(',') ?? []
  const screen = find(`s-${id}`)
  lookNoMore(screen)
  if (id === 'about' && tiles.length > tilesAtMost) {
    pleaseLook(find('look-about'), [{ words: text('error.tiles'), at: 'h-about' }])
    return false
  }
  if (id === 'happened' && !isEnough(tiles, given['text'] ?? '')) {
    if (currentScreen() !== 'happened') goTo('happened')
    pleaseLook(find('look-happened'), [{ words: text('error.what'), at: 'f-text' }])
    return false
  }
  return true
}
