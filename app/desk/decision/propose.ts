// Putting something before a second person: the proposal goes into the room of the case, its digest to the server, in one write.
import { secondPersonFor, type Refused, type SecondPersons } from '#db/model/decisions.ts'
import { proposalWrite } from '#db/model/desk-steps.ts'
import type { DecisionKind, ProposalInput } from '#db/model/proposals.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase, type WorkToWrite } from '../case/case-context.tsx'
import { workWrite } from '../case/case-writing.ts'

export type Propose = <Kind extends DecisionKind>(kind: Kind, value: ProposalInput<Kind>, lang?: string, records?: readonly WorkToWrite[]) => Promise<boolean>

/** Sends a proposal; true once it has arrived. `lang` is the language of its free words; `records` what the member signs of themselves with it. */
export function usePropose(): Propose {
  const { send } = useCase()
  const { language } = useWords()
  return (kind, value, lang = language, records = []) =>
    send({ writes: [proposalWrite(kind, value, lang), ...records.map((record) => workWrite(record, lang))], acts: [{ kind: 'propose' }] })
}

export type SecondPeople = { names: string; why: Refused | null }

/** Who could decide what this member proposes: asked before anything is typed. `names` of people first, then of teams that would be asked without the case. */
export function useSecondPerson(kind: DecisionKind): SecondPeople {
  const { file, people, me, view } = useCase()
  const found = secondPersonFor(kind, { proposer: me, file, people, outside: view.addable })
  return { names: secondNames(found), why: found.why }
}

/** People with their team, then teams that do not read the case. */
export function secondNames({ people, desks }: Pick<SecondPersons, 'people' | 'desks'>): string {
  return [...people.map(({ name, desk }) => `${name} (${desk})`), ...desks.map(({ label }) => label)].join(', ')
}
