import { expect, test } from 'vitest'
import type { CDPSession } from 'playwright-core'
import { languages, metaOf } from '#locales/index.ts'
import { openChromium } from '#test/world/chromium.ts'
import { startPortal } from '#test/world/portal.ts'

// A page of empty boxes passes every test of height and overflow, so the faces that drew the words are asked for by name.
const FACES: Readonly<Record<string, RegExp>> = {
  Mymr: /myanmar|padauk/i,
  Arab: /nastaliq/i,
  Jpan: /cjk jp|noto sans jp|noto serif jp/i,
  Hans: /cjk sc|noto sans sc/i,
  Hant: /cjk tc|noto sans tc/i,
  Kore: /cjk kr|noto sans kr/i,
  Thai: /thai/i,
  Laoo: /lao/i,
  Khmr: /khmer/i,
  Deva: /devanagari/i,
  Beng: /bengali/i,
  Sinh: /sinhala/i,
  Taml: /tamil/i,
  Cyrl: /\w/,
  Latn: /\w/,
}
// Letters of the script alone: a Latin name inside a sentence is drawn by another face, and rightly.
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Mymr: /^[\p{Script=Myanmar}\s\p{P}]+$/u,
  Arab: /^[\p{Script=Arabic}\s\p{P}]+$/u,
  // The bar is what marks a word with a reading where no reading can be shown.
  Jpan: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\s\p{P}ー｜]+$/u,
  Hans: /^[\p{Script=Han}\s\p{P}]+$/u,
  Hant: /^[\p{Script=Han}\s\p{P}]+$/u,
  Kore: /^[\p{Script=Hangul}\s\p{P}]+$/u,
  Thai: /^[\p{Script=Thai}\s\p{P}]+$/u,
  Laoo: /^[\p{Script=Lao}\s\p{P}]+$/u,
  Khmr: /^[\p{Script=Khmer}\s\p{P}]+$/u,
  Deva: /^[\p{Script=Devanagari}\s\p{P}]+$/u,
  Beng: /^[\p{Script=Bengali}\s\p{P}]+$/u,
  Sinh: /^[\p{Script=Sinhala}\s\p{P}\u200D]+$/u,
  Taml: /^[\p{Script=Tamil}\s\p{P}]+$/u,
  Cyrl: /^[\p{Script=Cyrillic}\s\p{P}]+$/u,
  Latn: /^[\p{Script=Latin}\s\p{P}]+$/u,
}

test('every script is drawn by a face that has its letters', async () => {
  await using portal = await startPortal({ practice: true })
  const browser = await openChromium()
  try {
    // A script without a line above fails at its first face.
    for (const language of languages()) {
      const page = await (await browser.newContext({ viewport: { width: 360, height: 640 } })).newPage()
      await page.goto(`${portal.origin}/${language}`)
      const { letters, strangers } = await drawnOn(await page.context().newCDPSession(page), SCRIPTS[metaOf(language).script] ?? /./, FACES[metaOf(language).script] ?? /^$/)
      expect(letters, `letters of ${language} alone`).toBeGreaterThan(20)
      expect(strangers, language).toEqual([])
    }
  } finally {
    await browser.close()
  }
})

// Looks at every element whose own words are of one script: how many letters were drawn by a face of that script, and which
// elements have more signs from elsewhere than they have spaces and points.
async function drawnOn(devtools: CDPSession, script: RegExp, face: RegExp): Promise<{ letters: number; strangers: string[] }> {
  await devtools.send('DOM.enable')
  await devtools.send('CSS.enable')
  const { root } = await devtools.send('DOM.getDocument', { depth: -1 })
  const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'h1, h2, p, li, a, button, label' })
  const strangers: string[] = []
  let letters = 0
  for (const nodeId of nodeIds) {
    const { object } = await devtools.send('DOM.resolveNode', { nodeId })
    const { result } = await devtools.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      functionDeclaration: 'function () { return this.checkVisibility() ? this.textContent : "" }',
      returnByValue: true,
    })
    const text = typeof result.value === 'string' ? result.value : ''
    if (text === '' || !script.test(text)) continue
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId })
    const count = (own: boolean): number => fonts.filter((font) => face.test(font.familyName) === own).reduce((sum, font) => sum + font.glyphCount, 0)
    letters += count(true)
    if (count(false) > (text.match(/[\s\p{P}]/gu) ?? []).length) strangers.push(`${text}: ${fonts.map((font) => `${font.familyName} ${font.glyphCount}`).join(', ')}`)
  }
  return { letters, strangers }
}
