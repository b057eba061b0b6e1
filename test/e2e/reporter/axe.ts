// axe in the page: evaluated, because the policy of the page rightly refuses a script tag.
import axe from 'axe-core'
import type { Page } from 'playwright-core'

// `without`: rules that a page breaks for a reason that stands beside the call.
export async function violations(page: Page, without: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axe.source)
  const result = await page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run
    return run(document, { resultTypes: ['violations'] })
  })
  return result.violations.filter(({ id }) => !without.includes(id)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}
