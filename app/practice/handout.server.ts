// What is printed for whoever tries the practice portal: the only place where these secrets ever stand.
import type { PracticeDoor } from './door.server.ts'
import type { Founded, Person } from './founding.server.ts'
import { organisation } from './organisation.ts'
import type { Reporter } from './reporter.server.ts'

/** The lines for the console: members with phrase and printed code, one reporter's code, root key and recovery codes. */
export function handoutFor(door: PracticeDoor, founded: Founded, reporter: Reporter | undefined): string[] {
  return [
    `Practice portal of ${organisation.name}, an invented company. Everything in it is made up; do not use it for real problems.`,
    '',
    `Desk: ${door.origin}/desk`,
    ...founded.teams.flatMap((team) => ['', `  ${team.label}`, ...linesFor(team.lead), ...linesFor(team.handler)]),
    ...(reporter === undefined
      ? []
      : ['', `Coming back as a reporter: ${door.origin}/${reporter.story.language}/read`, `  code    ${reporter.lines.join(' ')}`]),
    '',
    `Signing the list of teams, as the holder of the root key: ${door.origin}/desk/roster`,
    `  lines   ${founded.rootLines.join(' ')}`,
    ...founded.teams.flatMap(({ deskId, label }) => {
      const lines = founded.recovery.get(deskId)
      return lines === undefined ? [] : ['', `Reading as the holder of a recovery code (${label}): ${door.origin}/desk/recovery`, `  lines   ${lines.join(' ')}`]
    }),
    '',
    'These lines are shown once. Delete the data folder to get a new practice portal.',
  ]
}

function linesFor(person: Person): string[] {
  return [`    ${person.name} (${person.role})`, `      phrase  ${person.phrase}`, `      code    ${person.codeLines.join(' ')}`]
}
