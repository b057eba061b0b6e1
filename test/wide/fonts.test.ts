import { expect, test } from 'vitest'
import type { CDPSession } from 'playwright-core'
import { languages } from '#locales/index.ts'
import { openChromium } from '#test/world/chromium.ts'
import { startPortal } from '#test/world/portal.ts'

// A page of empty boxes passes every test of height and overflow, so the faces that drew the words are asked for by name.
const FACES: Readonly<Record<string, RegExp>> = {
  my: /myanmar|padauk/i,
  ur: /nastaliq/i,
  ja: /cjk|noto sans jp|noto serif jp/i,
  en: /\w/,
}
// Letters of the script alone: a Latin name inside a sentence is drawn by another face, and rightly.
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  my: /^[\p{Script=Myanmar}\s\p{P}]+$/u,
  ur: /^[\p{Script=Arabic}\s\p{P}]+$/u,
  ja: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\s\p{P}ー]+$/u,
  en: /^[\p{Script=Latin}\s\p{P}]+$/u,
}

test('every script is drawn by a face that has its letters', async () => {
  await using portal = await startPortal({ practice: true })
  const browser = await openChromium()
  try {
    // A language without a line above fails at its first face.
    for (const language of languages()) {
      const page = await (await browser.newContext({ viewport: { width: 360, height: 640 } })).newPage()
      await page.goto(`${portal.origin}/${language}`)
      const drawn = await facesOf(await page.context().newCDPSession(page), SCRIPTS[language] ?? /./)
      expect(drawn.size, `words of ${language} alone`).toBeGreaterThan(0)
      for (const face of drawn) expect(face, language).toMatch(FACES[language] ?? /^no face is named$/)
    }
  } finally {
    await browser.close()
  }
})

// The faces that drew the text of every element whose own words are of one script.
async function facesOf(devtools: CDPSession, script: RegExp): Promise<Set<string>> {
  await devtools.send('DOM.enable')
  await devtools.send('CSS.enable')
  const { root } = await devtools.send('DOM.getDocument', { depth: -1 })
  const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'h1, h2, p, li, a, button, label' })
  const faces = new Set<string>()
  for (const nodeId of nodeIds) {
    const { object } = await devtools.send('DOM.resolveNode', { nodeId })
    const { result } = await devtools.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      functionDeclaration: 'function () { return this.checkVisibility() ? this.innerText : "" }',
      returnByValue: true,
    })
    if (typeof result.value !== 'string' || !script.test(result.value)) continue
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId })
    for (const font of fonts) faces.add(font.familyName)
  }
  return faces
}
