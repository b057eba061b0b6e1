// What the operator says to reporters, and the names of the teams. Both come with the organisation, so a page costs no query.

import { helpIn, noTexts, type HelpTexts, type TextsOfLanguage } from '#db/model/operator-texts.ts'
import { languages, sourceLanguage } from '#locales/index.ts'
import type { AppContext } from './context.server.ts'

/** The operator's words on readers and privacy in exactly this language, empty where nothing was written; another language is never put in their place. */
export async function operatorTextsFor(context: AppContext, language: string): Promise<TextsOfLanguage> {
  return context.instance?.texts[language] ?? noTexts
}

/** Numbers and places to turn to: in this language, or else in English, or else in the first language of the list that the operator wrote them in. */
export async function helpTextsFor(context: AppContext, language: string): Promise<HelpTexts> {
  return helpIn(context.instance?.texts ?? {}, language, [sourceLanguage, ...languages()])
}

/** The labels of the teams in the newest roster, in its order; empty before the first. Not verified: the browser checks the roster itself. */
export async function teamLabels(context: AppContext): Promise<readonly string[]> {
  return context.instance?.teams ?? []
}
