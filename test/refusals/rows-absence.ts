// The door of days away: one's own, or those of a colleague at a desk that one leads.
import type { Signer, World } from './people.ts'
import { post, reads, underName, type Row } from './rows.ts'

type Asked = { memberId: string; away: { fromDay: number; untilDay: number; deputyId: string } | null }

const asked = (world: World, part: Partial<Asked> = {}): string =>
  JSON.stringify({ memberId: world.handler.memberId, away: { fromDay: world.today, untilDay: world.today + 3, deputyId: world.lead.memberId }, ...part })
const by = (signer: (world: World) => Signer, part: (world: World) => Partial<Asked> = () => ({})) => (world: World) =>
  post(world, '/desk/api/absences', asked(world, part(world)), signer(world).cookie)

export const absenceRows: readonly Row[] = [
  reads('/desk/api/absences', 'desk/api/absences'),
  {
    route: 'desk/api/absences',
    verb: 'POST',
    rightful: by(({ signers }) => signers.lead),
    wrong: [
      ['nobody', 401, (world) => post(world, '/desk/api/absences', asked(world))],
      ['a cookie that nobody got', 401, (world) => post(world, '/desk/api/absences', asked(world), `__Secure-todoke-desk=${'A'.repeat(43)}`)],
      ['a member who was taken off the list', 401, by(({ signers }) => signers.removed)],
      ['the holder of the root', 401, (world) => post(world, '/desk/api/absences', asked(world), underName(world.holders.root, '__Secure-todoke-desk'))],
      ['the lead of another desk', 404, by(({ signers }) => signers.otherDesk)],
      ['a handler for the lead', 404, by(({ signers }) => signers.handler, (world) => ({ memberId: world.lead.memberId, away: null }))],
      ['somebody who is nobody', 404, by(({ signers }) => signers.lead, () => ({ memberId: 'ab'.repeat(16) }))],
      ['a name that is no id', 400, by(({ signers }) => signers.lead, () => ({ memberId: 'ab' }))],
      ['a deputy of another desk', 409, by(({ signers }) => signers.lead, (world) => ({ away: { fromDay: world.today, untilDay: world.today, deputyId: world.otherLead.memberId } }))],
      ['days that are over', 409, by(({ signers }) => signers.lead, (world) => ({ away: { fromDay: world.today - 3, untilDay: world.today - 1, deputyId: world.lead.memberId } }))],
      ['an empty body', 400, (world) => post(world, '/desk/api/absences', '', world.signers.lead.cookie)],
      ['one field too many', 400, (world) => post(world, '/desk/api/absences', JSON.stringify({ ...JSON.parse(asked(world)) as Asked, more: 1 }), world.signers.lead.cookie)],
    ],
  },
]
