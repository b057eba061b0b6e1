// What every staff page needs before anybody has unlocked: words, names, and where the worker lies.
// Nothing about members or cases stands here, so that a locked page tells nobody anything.

import type { AppLoadContext } from '@remix-run/node'
import { languageFor } from '#app/http/locale.server.ts'
import { textsFor } from '#app/http/texts.server.ts'
import { workerAddresses } from '#app/http/worker-addresses.server.ts'
import { deskLanguages, languages } from '#locales/index.ts'
import type { StaffFrame } from './frame.tsx'

const sent = [
  'common', 'desk', 'admin', 'state', 'tile', 'finding', 'reason', 'remedy', 'phrase', 'error', 'language',
  // codes.json
  'family', 'category', 'severity', 'raise', 'why', 'indicator', 'facet', 'findingDesk', 'notInvestigated', 'remedyDesk', 'remedyForm', 'reporterAnswer', 'rootCause',
  'profile', 'legalTag', 'clock', 'pauseReason', 'pauseRefusal', 'lawfulReason', 'asks', 'task', 'tells',
]

/** The frame of a staff page in the language of `?lng=` or of the browser. */
export function staffFrame(request: Request, context: AppLoadContext): StaffFrame {
  const texts = textsFor(languageFor(request, deskLanguages()))
  const dictionary = Object.fromEntries(Object.entries(texts.dictionary).filter(([key]) => isSent(key)))
  const { instance } = context
  return {
    words: { language: texts.language, spoken: languages(), dir: texts.dir, dictionary, today: context.today() },
    worker: workerAddresses(context.assets, 'desk'),
    instanceId: instance?.instanceId ?? null,
    organisation: instance?.organisation ?? null,
    practice: instance?.practice ?? false,
  }
}

function isSent(key: string): boolean {
  const first = key.slice(0, key.indexOf('.'))
  return sent.includes(first) || /^q\d+$/.test(first)
}
