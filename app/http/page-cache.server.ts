// Pages of reporters are the same bytes for everybody who reads a language, so each is rendered once, compressed at its best and kept.
// What a page depends on stands in its key: route, language, and the version of the operator's texts.

import { isLanguage } from '#locales/index.ts'
import { compressed } from './compress.server.ts'
import type { AppContext } from './context.server.ts'
import { everywhere } from './headers.server.ts'
import type { StaticFile } from './static.server.ts'

export interface PageCache {
  find(url: URL, context: AppContext): StaticFile | undefined
  /** Keeps a page that came out well and gives it back; undefined for anything else, whose body is then still unread. */
  keep(url: URL, context: AppContext, result: Response): Promise<StaticFile | undefined>
}

/** Holds at most one page for each address of `/:language[/write|/read|/help|/verify|/copy]`; a few hundred KB for thirty languages. */
export function pageCache(): PageCache {
  const kept = new Map<string, { readonly version: string; readonly page: StaticFile }>()
  return {
    find(url, context) {
      const known = kept.get(url.pathname)
      return known !== undefined && url.search === '' && known.version === versionOf(context) ? known.page : undefined
    },
    async keep(url, context, result) {
      if (url.search !== '' || !isReporterPage(url.pathname) || result.status !== 200 || result.headers.has('set-cookie')) return undefined
      const html = await result.text()
      const page: StaticFile = {
        forms: await compressed(new TextEncoder().encode(html)),
        headers: [...everywhere.filter(([name]) => name === 'Cache-Control'), ...result.headers, ['Link', linksOf(html)]],
      }
      kept.set(url.pathname, { version: versionOf(context), page })
      return page
    },
  }
}

/** True for the pages whose bytes depend on the language alone. */
export function isReporterPage(path: string): boolean {
  const [, language = '', room, ...rest] = path.split('/')
  return isLanguage(language) && rest.length === 0 && (room === undefined || ['write', 'read', 'help', 'verify', 'copy'].includes(room))
}

// Told before the page itself arrives: on a slow line the style sheet and the script then travel beside the page, not after it.
function linksOf(html: string): string {
  const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, address]) => `<${address}>; rel=preload; as=style`)
  const scripts = [...html.matchAll(/<script type="module" src="([^"]+)" integrity="([^"]+)"/g)].map(
    // Without the same digest the browser would fetch the script twice.
    ([, address, digest]) => `<${address}>; rel=modulepreload; integrity=${digest}`,
  )
  return [...sheets, ...scripts].join(', ')
}

function versionOf(context: AppContext): string {
  return context.instance?.version ?? 'before set-up'
}
