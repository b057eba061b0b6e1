// What a portal that turned bad could put before a browser, planted on the line of one page.
import type { Page } from 'playwright-core'

// The page names another root than the one that signed the list: what a copied page would look like from here.
export async function withOtherRoot(page: Page, path: string): Promise<void> {
  await page.route(`**${path}`, async (route) => {
    const answer = await route.fetch()
    const html = await answer.text()
    await route.fulfill({ response: answer, body: html.replace(/data-root="[0-9a-f]{64}"/, `data-root="${'5a'.repeat(32)}"`) })
  })
}

// The list of teams arrives with one bit changed.
export async function withBrokenList(page: Page): Promise<void> {
  await page.route('**/api/roster/*', async (route) => {
    const answer = await route.fetch()
    const body = Buffer.from(await answer.body())
    body.writeUInt8(body.readUInt8(body.length - 1) ^ 1, body.length - 1)
    await route.fulfill({ response: answer, body })
  })
}

// The report arrives, and the answer that should prove it does not.
export async function withForgedReceipt(page: Page): Promise<void> {
  await page.route('**/api/submit', async (route) => {
    const answer = await route.fetch()
    const { receipt } = (await answer.json()) as { receipt: string }
    await route.fulfill({ response: answer, json: { receipt: `${receipt.slice(0, -10)}${receipt.at(-10) === 'A' ? 'B' : 'A'}${receipt.slice(-9)}` } })
  })
}
