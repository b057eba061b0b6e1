// Where the keyboard goes on when the thing that it stood on is gone: a button gives way to its form, a form to its button, a card is answered.
// Browsers leave it at the top of the document then, and whoever works without a mouse begins the page anew.

const fields = 'input:not([type="hidden"]), select, textarea'
const controls = `${fields}, button, a[href], summary`
/** What people take for one thing: the keyboard stays within it. */
const things = 'li, section, form, dialog, main'

/** Watches the document for as long as it lives. Does nothing while the focus stands somewhere. */
export function keepFocus(): void {
  let last: HTMLElement | null = null
  let path = location.pathname

  function moved(event: FocusEvent): void {
    if (!(event.target instanceof HTMLElement)) return
    last = event.target
    path = location.pathname
  }

  const observer = new MutationObserver((records) => {
    const lost = last
    if (lost === null || document.activeElement !== document.body) return
    const record = records.find(({ removedNodes }) => Array.from(removedNodes).some((node) => node.contains(lost)))
    if (record === undefined) return
    // A row that only changed its place takes the keyboard along.
    if (lost.isConnected) return lost.focus()
    stand(path === location.pathname ? placeFor(record, records) : document.querySelector('main'))
  })

  addEventListener('focusin', moved)
  observer.observe(document.documentElement, { childList: true, subtree: true })
}

// First what came in its stead within the same thing; then the thing itself, which tells what became of it; on the page at large, what follows.
function placeFor(record: MutationRecord, records: readonly MutationRecord[]): Element | null {
  const at = record.target instanceof Element ? record.target : record.target.parentElement
  const thing = at?.closest(things) ?? null
  if (thing === null) return document.querySelector('main')
  if (thing.tagName === 'MAIN') return elementAfter(record) ?? thing
  const come = records.flatMap(({ addedNodes }) => Array.from(addedNodes)).filter((node) => node instanceof Element && thing.contains(node))
  const found = come.flatMap((node) => (node instanceof Element ? [...(node.matches(controls) ? [node] : []), ...node.querySelectorAll(controls)] : []))
  const spot = elementAfter(record)
  return found.find((one) => one.matches(fields))
    ?? found.find((one) => spot === null || spot === one || isBefore(spot, one))
    ?? found.at(-1)
    ?? (thing.tagName === 'LI' ? thing : (spot ?? thing))
}

function elementAfter({ nextSibling }: MutationRecord): Element | null {
  for (let node = nextSibling; node !== null; node = node.nextSibling) if (node.isConnected && node instanceof Element) return node
  return null
}

function isBefore(one: Element, other: Element): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}

// What is no control takes the focus only this once.
function stand(place: Element | null): void {
  if (!(place instanceof HTMLElement)) return
  if (!place.matches(`${controls}, [tabindex]`)) {
    place.tabIndex = -1
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true })
  }
  place.focus()
}
