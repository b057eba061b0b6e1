// What must not compile in front of the database: each line below is refused by the type checker, and `tsc` fails if one is not.
import { expect, test } from 'vitest'
import type { Kysely } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { Tables } from '#db/schema.ts'
import { bytesOf, type CaseId, type Day, type DeskId, type InstanceId, type Instant, type MemberId } from '#db/model/ids.ts'
import type { SealedBytes } from '#db/model/sealed.ts'
import type { Database } from '#db/connect.server.ts'
import { openCase, type NewCase } from '#db/commands/open-case.server.ts'
import { writeAsDesk, type DeskWrite } from '#db/commands/write-as-desk.server.ts'
import { makeCopy, type NewCopy } from '#db/commands/make-copy.server.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { caseForReporter } from '#db/queries/case-for-reporter.server.ts'
import type { MemberScope, OutsideScope, ReporterScope } from '#db/scope.ts'

type Never = (...these: never[]) => void
const compileOnly: Never = () => undefined

compileOnly(...([
  // @ts-expect-error plain text is no message
  (tables: Kysely<Tables>) => tables.updateTable('messages').set({ body: 'They keep our passports.' }),
  // @ts-expect-error plain bytes are no message
  (tables: Kysely<Tables>) => tables.updateTable('messages').set({ body: new Uint8Array(4136) }),
  // @ts-expect-error a wrap is no message
  (tables: Kysely<Tables>, wrap: SealedBytes<'wrap'>) => tables.updateTable('messages').set({ body: wrap }),
  // @ts-expect-error a state that no table knows
  (tables: Kysely<Tables>) => tables.updateTable('cases').set({ state: 'FINISHED' }),
  // @ts-expect-error a moment is no day
  (tables: Kysely<Tables>, now: Instant) => tables.updateTable('cases').set({ day: now }),
  // @ts-expect-error a number is no day
  (tables: Kysely<Tables>) => tables.updateTable('cases').set({ next_day: 20777 }),
  // @ts-expect-error a member is no desk
  (tables: Kysely<Tables>, id: MemberId) => tables.selectFrom('desks').where('desk_id', '=', bytesOf(id)),
  // @ts-expect-error a case is no organisation
  (tables: Kysely<Tables>, id: CaseId) => tables.selectFrom('cases').where('instance_id', '=', bytesOf(id)),
  // @ts-expect-error an id as text is not what SQL holds
  (tables: Kysely<Tables>, id: CaseId) => tables.selectFrom('cases').where('case_id', '=', id),
  // @ts-expect-error a reading handle writes nothing
  (tables: ReadonlyKysely<Tables>) => tables.insertInto('tombstones').values({}),
  // @ts-expect-error a member opens no report in a reporter's place
  (db: Database, scope: MemberScope, report: NewCase) => openCase(db, scope, report),
  // @ts-expect-error a reporter writes nothing in a desk's place
  (db: Database, scope: ReporterScope, write: DeskWrite) => writeAsDesk(db, scope, write),
  // @ts-expect-error a reporter reads no desk's side
  (db: Database, scope: ReporterScope, caseId: CaseId, deskId: DeskId) => caseForDesk(db, scope, { caseId, deskId }),
  // @ts-expect-error an outside reader reads no case
  (db: Database, scope: OutsideScope) => caseForReporter(db, scope),
  // @ts-expect-error a reporter makes no copy
  (db: Database, scope: ReporterScope, copy: NewCopy) => makeCopy(db, scope, copy),
  // @ts-expect-error plain bytes are no part
  (tables: Kysely<Tables>) => tables.updateTable('part_bytes').set({ body: new Uint8Array(100) }),
  // @ts-expect-error case and desk changed places
  (db: Database, scope: MemberScope, caseId: CaseId, deskId: DeskId) => caseForDesk(db, scope, { caseId: deskId, deskId: caseId }),
  // @ts-expect-error a number is no day
  (report: NewCase): NewCase => ({ ...report, today: 20777 }),
  // @ts-expect-error text is no id
  (): InstanceId => '00112233445566778899aabbccddeeff',
  // @ts-expect-error a day is no text
  (day: Day): string => day,
] as never[]))

test('the lines above are refused by the type checker', () => expect(compileOnly).toBeTypeOf('function'))
