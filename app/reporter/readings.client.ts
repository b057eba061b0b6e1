// In a language with readings, ruby for every text that a script puts into the page. Only pages of that language load this file.
// An observer and not a part of `put`: it runs before the next picture is drawn, and costs nobody else a byte.
import { hasReadings, plainText, stretchesOf } from '#db/model/readings.ts'
import { make } from './texts.client.ts'

const shown = ['aria-label', 'title', 'placeholder', 'alt']

new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) for (const node of [target, ...addedNodes]) readingsIn(node)
}).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributeFilter: shown })

// Templates keep their marks: they are what the scripts read. Values of fields are the person's own words.
function readingsIn(node: Node): void {
  if (node instanceof Text) return rubyFor(node)
  if (!(node instanceof Element) || node instanceof HTMLTemplateElement) return
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
  texts.forEach(rubyFor)
  for (const one of [node, ...node.querySelectorAll(shown.map((name) => `[${name}]`).join())]) {
    for (const name of shown) {
      const value = one.getAttribute(name)
      if (value !== null && hasReadings(value)) one.setAttribute(name, plainText(value))
    }
  }
}

function rubyFor(node: Text): void {
  if (!hasReadings(node.data) || node.parentElement?.closest('ruby, textarea, option, script, style') != null) return
  const stretches = stretchesOf(node.data)
  if (stretches.every(({ reading }) => reading === null)) return
  const whole = make('span')
  whole.append(...stretches.map(({ words, reading }) => {
    if (reading === null) return words
    const ruby = make('ruby')
    ruby.append(make('rp', '｜'), words, make('rp', '《'), make('rt', reading), make('rp', '》'))
    return ruby
  }))
  node.replaceWith(whole)
}
