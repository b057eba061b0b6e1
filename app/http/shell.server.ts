// What the html shell needs to know: language, direction, titles, style sheets, and the words of pages that refuse.

import type { AppLoadContext } from '@remix-run/node'
import { deskLanguages, isLanguage, languages } from '#locales/index.ts'
import { languageFor } from './locale.server.ts'
import { textsFor } from './texts.server.ts'

export interface Shell {
  readonly language: string
  readonly dir: 'ltr' | 'rtl'
  /** The reporter's title is the same dull word on every page; the desk's names the product. */
  readonly titles: { readonly reporter: string; readonly desk: string }
  readonly sheets: { readonly reporter: string; readonly desk: string }
  readonly refusals: { readonly notHere: string; readonly broken: string; readonly back: string; readonly practice: string | null }
  readonly home: string
  /** True only in development: the page asks Vite to reload it. */
  readonly reload: boolean
}

/** The language comes from the path, else from `?lng=`, else from the browser; staff pages only take languages the desk has. */
export function shellFor(request: Request, params: { readonly language?: string | undefined }, context: AppLoadContext): Shell {
  const staff = isStaffPath(new URL(request.url).pathname)
  const language =
    params.language !== undefined && isLanguage(params.language) ? params.language : languageFor(request, staff ? deskLanguages() : languages())
  const texts = textsFor(language)
  return {
    language,
    dir: texts.dir,
    titles: { reporter: texts.t('common.title'), desk: 'Todoke' },
    sheets: { reporter: context.assets('reporter.css'), desk: context.assets('desk.css') },
    refusals: { notHere: texts.t('error.page'), broken: texts.t('error.server'), back: texts.t('common.back'), practice: context.instance?.practice === true ? texts.t(staff ? 'desk.practice' : 'notice.practice') : null },
    home: staff ? '/desk' : `/${language}`,
    reload: context.dev,
  }
}

/** True for every address of the staff side. */
export function isStaffPath(path: string): boolean {
  return path === '/desk' || path.startsWith('/desk/')
}
