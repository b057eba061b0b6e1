// A snippet: a short title for the team, and the words that go into a message as they stand. Pure.

import { objectIn, textIn } from '../kept-json.ts'

/** `lang` is BCP 47: the language the words are in. */
export type SnippetWords = { title: string; text: string; lang: string }

/** The words out of a sealed record; null where they cannot be read. */
export function snippetFrom(content: string): SnippetWords | null {
  const read = objectIn(content)
  return read === null || textIn(read, 'text') === '' ? null : { title: textIn(read, 'title'), text: textIn(read, 'text'), lang: textIn(read, 'lang') }
}
