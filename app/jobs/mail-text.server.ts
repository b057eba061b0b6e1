// The words of a notice. They say that something waits and where to look, and nothing about whom or what:
// a mail crosses machines that nobody here controls.

import { deskLanguages, dictionaryOf } from '#locales/index.ts'
import type { NoticeKind } from '#db/model/events.ts'

export interface MailText {
  readonly subject: string
  readonly text: string
}

/** The notice in every language of the desk, one below the other, because the server does not know who reads which. */
export function mailText(kind: NoticeKind, origin: string): MailText {
  const words = deskLanguages().map((language) => {
    const dictionary = { ...dictionaryOf('en', ['desk']), ...dictionaryOf(language, ['desk']) }
    return { subject: dictionary[`mail.${kind}.subject`] ?? '', body: dictionary[`mail.${kind}.body`] ?? '' }
  })
  return {
    subject: words.map(({ subject }) => subject).join(' / '),
    text: `${words.map(({ body }) => body).join('\n\n')}\n\n${origin}/desk\n`,
  }
}
