// Files on their way: chosen on the page after sending, told what is the matter with them, and sent over a line that breaks.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantedDocx, plantedHeic, plantedJpeg, plantedPdf } from '#test/world/planted-files.ts'
import { pictureAs } from './evidence/pictures.ts'
import { file, names, startEvidence } from './evidence/place.ts'
import type { EvidencePlace } from './evidence/place.ts'
import { cameBack, caseWith, sent } from './reporter/ways.ts'

let place: EvidencePlace

beforeAll(async () => {
  place = await startEvidence()
})

afterAll(() => place[Symbol.asyncDispose]())

test('on the page after sending: what cannot be cleaned is said and chosen, what cannot be taken is said kindly, and the rest arrives', async () => {
  await place.journeys.onPhone(async (page) => {
    const digits = await sent(page, place.journeys.world)
    await page.locator('[data-do="files"]').click()
    const photo = file('a.jpg', plantedJpeg(1, await pictureAs(page, 'image/jpeg')))
    await page.locator('#f-files').setInputFiles([
      photo, file('b.heic', plantedHeic()), file('Slip of Aye Aye Mon.pdf', plantedPdf()), file('Letter.docx', plantedDocx()),
      file('empty.jpg', new Uint8Array(0)), file('drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')), file('holiday.jpg', Buffer.from('MZ\x90\0program')),
      { ...photo, name: 'the same.jpg' },
    ])
    await page.locator('#at-files', { hasText: 'already chose' }).waitFor()
    const rows = page.locator('#chosen li')
    expect(await rows.count()).toBe(7)
    expect(await page.locator('#chosen [data-look]').count()).toBe(6)
    expect(await rows.nth(1).innerText()).toContain('It may show: the place, the day, your phone.')
    expect(await rows.nth(2).innerText()).toContain('It may show: names, the company, older versions.')
    expect(await rows.nth(4).innerText()).toContain('This file is empty.')
    for (const row of [5, 6]) expect(await rows.nth(row).innerText()).toContain('This file is a program.')
    // Nothing leaves while a question is open; the first one has the focus.
    await page.locator('#evidence').getByRole('button', { name: 'Send', exact: true }).click()
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-act') === 'as-is')
    await rows.nth(1).locator('[data-act="out"]').click()
    await rows.nth(2).locator('[data-act="out"]').click()
    await rows.nth(1).locator('[data-act="as-is"]').click()
    expect(await names(page)).toEqual(expect.arrayContaining(['photo-1.jpg', 'file-3.pdf']))
    await page.locator('#evidence').getByRole('button', { name: 'Send', exact: true }).click()
    await page.locator('#files-say', { hasText: 'Sent on' }).waitFor()
    const read = await page.context().newPage()
    await cameBack(read, place.journeys.world, digits)
    expect(await read.locator('#letters .mine').last().locator('.file').count()).toBe(2)
  })
})

test('a bad line, a pause and a change of mind: parts that have arrived are not sent twice, and what is taken out does not arrive', async () => {
  const { digits, caseId } = await caseWith(place.journeys.world, [])
  await place.journeys.onPhone(async (page, context) => {
    await cameBack(page, place.journeys.world, digits)
    let [asked, arrived] = [0, 0]
    await page.route('**/api/part', async (route) => {
      asked += 1
      if (asked === 2) {
        await context.setOffline(true)
        return route.abort('connectionreset')
      }
      // The second file is slow, so that it can be taken out on its way.
      if (arrived >= 3) await page.waitForTimeout(3000)
      const answer = await route.fetch()
      arrived += answer.ok() ? 1 : 0
      // The page may have let go of it meanwhile.
      return route.fulfill({ response: answer }).catch(() => undefined)
    })
    await page.locator('#answer summary').click()
    const film = (name: string, sign: string) => file(name, Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(2_500_000, sign)]))
    await page.locator('#f-files').setInputFiles([film('a.mp4', 'a'), film('b.mp4', 'b')])
    for (const row of [0, 1]) await page.locator('#chosen li').nth(row).locator('[data-act="as-is"]').click()
    await page.locator('[data-do="reply"]').click()
    await page.locator('#file-trouble:visible').waitFor()
    const first = page.locator('#chosen li').first()
    await first.locator('[data-act="pause"]').click()
    await context.setOffline(false)
    expect(await first.locator('progress').getAttribute('value')).toBe(String(1 / 3))
    await page.waitForTimeout(500)
    expect(arrived).toBe(1)
    await first.locator('[data-act="pause"]').click()
    await page.locator('#chosen li').nth(1).locator('progress').waitFor()
    await page.locator('#chosen li').nth(1).locator('[data-act="out"]').click()
    await page.locator('#posting', { hasText: 'Sent on' }).waitFor()
    expect(arrived).toBeLessThanOrEqual(4)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })
  expect((await place.deskGets(caseId)).map(({ name, bytes }) => [name, bytes.length])).toEqual([['film-1.mp4', 2_500_012]])
})
