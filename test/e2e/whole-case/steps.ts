// What both stories of a whole case need beside the keys.
import { caseNumberOf } from '#app/desk/inbox/rows.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import { parseInstanceId } from '#db/model/ids.ts'

/** The number that people say aloud comes out of the code of the case. */
export async function numberOf(digits: string, instance: string): Promise<string> {
  const instanceId = parseInstanceId(instance)
  if (instanceId === null) throw new Error('the portal names no instance')
  const read = await reporterDevice().openCode({ text: digits, instanceId })
  if (read.result !== 'ok') throw new Error('the code does not read')
  return caseNumberOf(read)
}
