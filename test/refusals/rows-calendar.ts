// Doors of calendars: links of a member, and the dates behind a link.
import type { World } from './people.ts'
import { at, post, reads, underName, type Row } from './rows.ts'

const make = JSON.stringify({ make: true })
let made: Promise<string> | null = null

async function link(world: World): Promise<string> {
  const answer = await post(world, '/desk/api/calendar', make, world.signers.lead.cookie)
  return new URL(((await answer.json()) as { link: string }).link).pathname
}

const lasting = (world: World): Promise<string> => (made ??= link(world))
const asked = (change: (path: string) => string) => async (world: World) => at(world, change(await lasting(world)))

/** A link that was made and taken back. */
async function takenBack(world: World): Promise<string> {
  const before = await linkIds(world)
  const path = await link(world)
  const fresh = (await linkIds(world)).find((id) => !before.includes(id))
  await post(world, '/desk/api/calendar', JSON.stringify({ revoke: fresh }), world.signers.lead.cookie)
  return path
}

async function linkIds(world: World): Promise<string[]> {
  const answer = await at(world, '/desk/api/calendar', { headers: { Cookie: world.signers.lead.cookie } })
  return ((await answer.json()) as { links: { linkId: string }[] }).links.map(({ linkId }) => linkId)
}

export const calendarRows: readonly Row[] = [
  reads('/desk/api/calendar', 'desk/api/calendar'),
  {
    route: 'desk/api/calendar',
    verb: 'POST',
    rightful: (world) => post(world, '/desk/api/calendar', make, world.signers.lead.cookie),
    wrong: [
      ['nobody', 401, (world) => post(world, '/desk/api/calendar', make)],
      ['a cookie that nobody got', 401, (world) => post(world, '/desk/api/calendar', make, `__Secure-todoke-desk=${'A'.repeat(43)}`)],
      ['a member who was taken off the list', 401, (world) => post(world, '/desk/api/calendar', make, world.signers.removed.cookie)],
      ['the holder of the root', 401, (world) => post(world, '/desk/api/calendar', make, underName(world.holders.root, '__Secure-todoke-desk'))],
      ['an empty body', 400, (world) => post(world, '/desk/api/calendar', '', world.signers.lead.cookie)],
      ['two wishes at once', 400, (world) => post(world, '/desk/api/calendar', JSON.stringify({ make: true, revoke: 'a'.repeat(32) }), world.signers.lead.cookie)],
      ['a link of somebody else', 404, async (world) => {
        await lasting(world)
        const [own = ''] = await linkIds(world)
        return post(world, '/desk/api/calendar', JSON.stringify({ revoke: own }), world.signers.otherDesk.cookie)
      }],
      ['a link that nobody made', 404, (world) => post(world, '/desk/api/calendar', JSON.stringify({ revoke: 'a'.repeat(32) }), world.signers.lead.cookie)],
    ],
  },
  {
    route: 'calendar/:token',
    verb: 'GET',
    rightful: asked((path) => path),
    wrong: [
      ['a secret that nobody made', 404, (world) => at(world, `/calendar/${'A'.repeat(43)}.ics`)],
      ['a secret with one letter changed', 404, asked((path) => path.replace(/.(\.ics)$/, (end) => `${end.startsWith('A') ? 'E' : 'A'}.ics`))],
      ['a secret that is cut', 404, asked((path) => path.slice(0, -5))],
      ['a secret with something behind it', 404, asked((path) => `${path}.ics`)],
      ['a link that was taken back', 404, async (world) => at(world, await takenBack(world))],
    ],
  },
]
