// Texts that only the operator can write. They are public, but who may change them is checked by a signature.

import type { OperatorTexts } from '#db/model/operator-texts.ts'
import { withSession } from '#app/desk/enter.client.ts'
import { today, withPlace } from '#app/desk/record.client.ts'
import { getJson } from '#app/desk/requests.client.ts'
import type { DeskWorker } from '#app/desk/worker.client.ts'

export type SettingsAnswer = { organisation: string; operator: 'buyer' | 'neutral'; timeZone: string; texts: OperatorTexts }

export function readSettings(worker: DeskWorker): Promise<SettingsAnswer> {
  return withSession(worker, () => getJson<SettingsAnswer>('/desk/api/settings'))
}

export async function saveTexts(worker: DeskWorker, texts: OperatorTexts): Promise<void> {
  await withPlace(worker, (place) => worker.call('prepareSettings', { json: JSON.stringify(texts), place, ...today() }))
}
