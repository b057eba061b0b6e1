import { languages, metaOf } from '#locales/index.ts'

export type OfferedLanguage = { tag: string; name: string; dir: 'ltr' | 'rtl' }

/** Every language of the reporter's side, under its own name. */
export function offeredLanguages(): OfferedLanguage[] {
  return languages().map((tag) => ({ tag, name: metaOf(tag).autonym, dir: metaOf(tag).dir }))
}
