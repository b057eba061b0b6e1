// What the operator says to reporters, and the names of the teams. Both come with the organisation, so a page costs no query.

import { noTexts, type TextsOfLanguage } from '#db/model/operator-texts.ts'
import type { AppContext } from './context.server.ts'

/** The operator's texts in exactly this language, empty where nothing was written; another language is never put in its place. */
export async function operatorTextsFor(context: AppContext, language: string): Promise<TextsOfLanguage> {
  return context.instance?.texts[language] ?? noTexts
}

/** The labels of the teams in the newest roster, in its order; empty before the first. Not verified: the browser checks the roster itself. */
export async function teamLabels(context: AppContext): Promise<readonly string[]> {
  return context.instance?.teams ?? []
}
