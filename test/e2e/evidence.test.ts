// Photos and papers from a phone to the desk: what is planted in them is searched for in the very bytes that the desk gets.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planted, plantedJpeg, saysIn } from '#test/world/planted-files.ts'
import { pictureAs, seenIn } from './evidence/pictures.ts'
import { file, names, plantedPictures, startEvidence, wave } from './evidence/place.ts'
import type { EvidencePlace } from './evidence/place.ts'
import { violations } from './reporter/axe.ts'
import { cameBack, caseWith } from './reporter/ways.ts'

let place: EvidencePlace

beforeAll(async () => {
  place = await startEvidence()
})

afterAll(() => place[Symbol.asyncDispose]())

test('in the conversation: pictures leave without place, names and small pictures, the right way up, and under dull names', async () => {
  const { digits, caseId } = await caseWith(place.journeys.world, [])
  await place.journeys.onPhone(async (page) => {
    await cameBack(page, place.journeys.world, digits)
    await page.locator('#answer summary').click()
    await page.locator('#f-files').setInputFiles(await plantedPictures(page))
    await page.locator('#chosen li:nth-child(3) img').waitFor()
    expect(await names(page)).toEqual(['photo-1.jpg', 'photo-2.png', 'photo-3.jpg'])
    await page.locator('#f-reply').fill('Three photos.')
    await page.locator('[data-do="reply"]').click()
    await page.locator('#posting', { hasText: 'Sent on' }).waitFor()
    expect(await page.locator('#chosen li').count()).toBe(0)
    expect(await page.locator('#letters .file').count()).toBe(3)
    const got = await place.deskGets(caseId)
    expect(got.map(({ name, mime }) => [name, mime])).toEqual([['photo-1.jpg', 'image/jpeg'], ['photo-2.png', 'image/png'], ['photo-3.jpg', 'image/jpeg']])
    for (const { name, bytes } of got) for (const word of [...planted, 'Exif', 'ICC', 'XMP', 'IMG_2231', 'Mon']) expect(saysIn(bytes, word), `${name}: ${word}`).toBe(false)
    const [turned, , flat] = await Promise.all(got.map(({ bytes, mime }) => seenIn(page, bytes, mime)))
    expect(turned).toMatchObject({ width: 200, height: 400, top: 'red', bottom: 'blue' })
    expect(flat).toMatchObject({ width: 400, height: 200, start: 'red', end: 'blue' })
  })
})

test('where the browser gives back noise for what was drawn, pictures are stripped by bytes and never sent as noise', async () => {
  const { digits, caseId } = await caseWith(place.journeys.world, [])
  await place.journeys.onPhone(async (page) => {
    await page.addInitScript(() => {
      const real = CanvasRenderingContext2D.prototype.getImageData
      CanvasRenderingContext2D.prototype.getImageData = function (...given: Parameters<typeof real>) {
        const image = real.apply(this, given)
        for (let at = 0; at < image.data.length; at += 7) image.data[at] = (image.data[at] ?? 0) ^ 1
        return image
      }
    })
    await cameBack(page, place.journeys.world, digits)
    await page.locator('#answer summary').click()
    const given = await plantedPictures(page)
    await page.locator('#f-files').setInputFiles(given)
    await page.locator('#chosen li:nth-child(3) img').waitFor()
    expect(await names(page)).toEqual(['photo-1.jpg', 'photo-2.png', 'photo-3.webp'])
    await page.locator('[data-do="reply"]').click()
    await page.locator('#posting', { hasText: 'Sent on' }).waitFor()
  })
  const got = await place.deskGets(caseId)
  for (const { name, bytes } of got) for (const word of planted) expect(saysIn(bytes, word), `${name}: ${word}`).toBe(false)
  const page = await (await place.journeys.browser.newContext()).newPage()
  const [turned, , flat] = await Promise.all(got.map(({ bytes, mime }) => seenIn(page, bytes, mime)))
  expect(turned).toMatchObject({ width: 200, height: 400, top: 'red', bottom: 'blue' })
  expect(flat).toMatchObject({ width: 400, height: 200, start: 'red', end: 'blue' })
  await page.context().close()
})

test('the desk looks at a photo, a text and a recording on the page of the case, asks the network for the sealed parts alone, and saves the clean bytes', async () => {
  const { digits, caseId } = await caseWith(place.journeys.world, [])
  await place.journeys.onPhone(async (page) => {
    await cameBack(page, place.journeys.world, digits)
    await page.locator('#answer summary').click()
    await page.locator('#f-files').setInputFiles([file('x.jpg', plantedJpeg(6, await pictureAs(page, 'image/jpeg'))), file('x.txt', Buffer.from('<b>Names</b> of the others')), file('x.wav', wave())])
    await page.locator('#chosen [data-act="as-is"]').click()
    await page.locator('[data-do="reply"]').click()
    await page.locator('#posting', { hasText: 'Sent on' }).waitFor()
  })
  const desk = await place.atDesk()
  const faults: string[] = []
  desk.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()) })
  await desk.goto(`${place.journeys.world.origin}/desk/case/${caseId}?lng=en`)
  const files = desk.locator('.files > li')
  await files.nth(2).waitFor()
  await desk.waitForLoadState('networkidle')
  const asked: string[] = []
  desk.on('request', (request) => { if (!request.url().startsWith('blob:')) asked.push(new URL(request.url()).pathname) })
  for (const at of [0, 1, 2]) await files.nth(at).getByRole('button', { name: 'Open', exact: true }).click()
  await desk.waitForFunction(() => (document.querySelector('img.file-shown') as HTMLImageElement | null)?.naturalHeight === 400)
  expect(await desk.locator('pre.file-shown').innerText()).toBe('<b>Names</b> of the others')
  await desk.waitForFunction(() => ((document.querySelector('audio.file-shown') as HTMLAudioElement | null)?.duration ?? 0) > 0.9)
  expect([...new Set(asked)].filter((path) => !['/desk/api/file', '/desk/api/audit-place', '/api/challenge'].includes(path))).toEqual([])
  const [download] = await Promise.all([desk.waitForEvent('download'), files.first().getByRole('button', { name: 'Save', exact: true }).click()])
  expect(download.suggestedFilename()).toBe('photo-1.jpg')
  const bytes = await readFile(await download.path())
  for (const word of planted) expect(saysIn(bytes, word), word).toBe(false)
  expect(faults).toEqual([])
  expect(await violations(desk)).toEqual([])
  await desk.context().close()
})

test('in the conversation: what a finger or a key covers is black in the bytes that the desk gets; one undone is not', async () => {
  const { digits, caseId } = await caseWith(place.journeys.world, [])
  await place.journeys.onPhone(async (page) => {
    await cameBack(page, place.journeys.world, digits)
    await page.locator('#answer summary').click()
    await page.locator('#f-files').setInputFiles([file('x.jpg', plantedJpeg(6, await pictureAs(page, 'image/jpeg')))])
    await page.locator('[data-act="cover"]').click()
    const sheet = page.locator('#chosen canvas')
    await sheet.scrollIntoViewIfNeeded()
    const { x, y, width, height } = await sheet.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 }
    await page.mouse.move(x + width * 0.4, y + height * 0.02)
    await page.mouse.down()
    await page.mouse.move(x + width * 0.6, y + height * 0.02, { steps: 4 })
    await page.mouse.up()
    await sheet.press(' ')
    for (let times = 0; times < 12; times += 1) await sheet.press('ArrowDown')
    await sheet.press('Enter')
    await page.getByRole('button', { name: 'Undo the last one' }).click()
    // Nothing leaves while somebody is still covering.
    await page.locator('[data-do="reply"]').click()
    expect(await page.locator('#posting').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Done' }).click()
    await page.locator('#chosen img').waitFor()
    await page.locator('[data-do="reply"]').click()
    await page.locator('#posting', { hasText: 'Sent on' }).waitFor()
    const [got] = await place.deskGets(caseId)
    if (got === undefined) throw new Error('the desk sees no file')
    for (const word of planted) expect(saysIn(got.bytes, word), word).toBe(false)
    expect(await seenIn(page, got.bytes, got.mime)).toMatchObject({ width: 200, height: 400, top: 'black', middle: 'black', bottom: 'blue' })
  })
})
