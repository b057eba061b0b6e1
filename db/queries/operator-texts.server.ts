// What the operator wrote for one language, and for the settings page all of it.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, type InstanceId } from '../model/ids.ts'

/** Key to text; a key that nobody wrote is missing, and the page leaves it out. */
export async function operatorTexts(db: ReadingDatabase, instance: InstanceId, language: string): Promise<Readonly<Record<string, string>>> {
  const rows = await db.reading
    .selectFrom('operator_texts')
    .select(['key', 'value'])
    .where('instance_id', '=', bytesOf(instance))
    .where('language', '=', language)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.key, row.value]))
}

/** Every text in every language, by language and key. */
export async function allOperatorTexts(db: ReadingDatabase, instance: InstanceId): Promise<{ language: string; key: string; value: string }[]> {
  return db.reading
    .selectFrom('operator_texts')
    .select(['language', 'key', 'value'])
    .where('instance_id', '=', bytesOf(instance))
    .orderBy('language')
    .orderBy('key')
    .execute()
}
