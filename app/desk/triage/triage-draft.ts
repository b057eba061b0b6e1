// What somebody is weighing, before it is signed: the case file as a form, and back as the records that have changed.

import type { CaseFile } from '#db/model/case-file.ts'
import type { Severity } from '#db/model/categories.ts'
import { facetsFor, type FacetName } from '#db/model/facets.ts'
import type { Indicator } from '#db/model/indicators.ts'
import type { LegalProfile, LegalTag } from '#db/model/legal-profiles.ts'
import type { Raise, SeverityInputs } from '#db/model/severity.ts'
import { theCase, workBody, type WorkInput, type WorkKind } from '#db/model/work-records.ts'
import type { WorkToWrite } from '../case/case-context.tsx'
import { weights, type Weight } from './meters.tsx'

export type Facets = WorkInput<'allegation'>['facets']
export type AllegationDraft = { object: string; text: string; code: string; primary: boolean; facets: Facets }

export type WeightDraft = { readonly [weight in Weight]: Severity | null } & {
  raises: readonly Raise[]
  dangerNow: boolean
  indicators: readonly Indicator[]
  childAtWork: boolean
  armedGroupMineral: boolean
  text: string
}

/** `gone`: objects that are taken out. Texts of several lines hold one step each. `why`: the reason for a milder result. */
export type TriageDraft = {
  allegations: readonly AllegationDraft[]
  gone: readonly string[]
  severity: WeightDraft
  contact: { permission: '' | 'yes' | 'ask' | 'no'; basis: 'report' | 'answer' | 'override'; text: string }
  detriment: { risk: '' | 'low' | 'some' | 'high'; text: string; steps: string }
  legal: { tags: readonly LegalTag[]; profiles: readonly LegalProfile[] }
  why: string
}

const noFacets: Facets = { ground: [], stage: [], mineral: [], direction: null, tier: null, harmed: null }

export function emptyAllegation(object: string, primary: boolean): AllegationDraft {
  return { object, text: '', code: '', primary, facets: noFacets }
}

/** The form as the file stands; a file without allegations begins with one empty one. */
export function draftFrom(file: CaseFile, newObject: () => string): TriageDraft {
  const { severity, contact, detriment, legal } = file
  const allegations = file.allegations.map(({ entry, text, code, primary, facets }) => ({ object: entry.object, text, code, primary, facets }))
  return {
    allegations: allegations.length === 0 ? [emptyAllegation(newObject(), true)] : allegations,
    gone: [],
    severity: severity === null
      ? { scale: null, scope: null, irremediability: null, likelihood: null, raises: [], dangerNow: false, indicators: [], childAtWork: false, armedGroupMineral: false, text: '' }
      : { ...inputsOf(severity), text: severity.text },
    contact: contact.entry === null ? { permission: '', basis: 'report', text: '' } : { permission: contact.permission, basis: contact.basis ?? 'report', text: '' },
    detriment: detriment === null ? { risk: '', text: '', steps: '' } : { risk: detriment.risk, text: detriment.text, steps: detriment.steps.join('\n') },
    legal: { tags: legal?.tags ?? [], profiles: legal?.profiles ?? [] },
    why: '',
  }
}

/** The inputs of the severity, null while one of the four is open. */
export function inputsFrom(draft: WeightDraft): SeverityInputs | null {
  const { scale, scope, irremediability, likelihood, text: _, ...rest } = draft
  return scale === null || scope === null || irremediability === null || likelihood === null ? null : { scale, scope, irremediability, likelihood, ...rest }
}

/** An allegation that says nothing yet is not written down. */
export function isBlank(allegation: AllegationDraft): boolean {
  return allegation.code === '' && allegation.text.trim() === ''
}

/** One allegation is the main one, and no other; facets that a new code does not know are dropped. */
export function withAllegation(draft: TriageDraft, changed: AllegationDraft): TriageDraft {
  const known = facetsFor(changed.code)
  const facets = { ...noFacets, ...Object.fromEntries(known.map((name: FacetName) => [name, changed.facets[name]])) }
  const allegations = draft.allegations.map((one) => (one.object === changed.object ? { ...changed, facets } : changed.primary ? { ...one, primary: false } : one))
  return { ...draft, allegations }
}

/** The same without it; the first of the others takes its place where it was the main one. */
export function withoutAllegation(draft: TriageDraft, object: string): TriageDraft {
  const left = draft.allegations.filter((one) => one.object !== object)
  const allegations = left.some((one) => one.primary) ? left : left.map((one, at) => ({ ...one, primary: at === 0 }))
  return { ...draft, allegations, gone: [...draft.gone, object] }
}

/** What is still open before the case can be taken on: keys of words. */
export function openIn(draft: TriageDraft): string[] {
  const said = draft.allegations.filter((one) => !isBlank(one))
  return [
    said.length === 0 ? 'desk.sort.open.allegation' : '',
    said.some((one) => one.code === '') ? 'desk.sort.open.code' : '',
    inputsFrom(draft.severity) === null ? 'desk.sort.open.severity' : '',
    draft.contact.permission === '' ? 'desk.sort.open.contact' : '',
    draft.detriment.risk === '' ? 'desk.sort.open.detriment' : '',
  ].filter((key) => key !== '')
}

/** The weights that nobody has chosen yet. */
export function openWeights(draft: WeightDraft): Weight[] {
  return weights.filter((weight) => draft[weight] === null)
}

/** The records that differ from the file: nothing is signed twice. `milder` leaves the severity to a second person, `takenOut` stands where an allegation stood. */
export function changedRecords(draft: TriageDraft, file: CaseFile, { milder, takenOut }: { milder: boolean; takenOut: string }): WorkToWrite[] {
  const inputs = inputsFrom(draft.severity)
  const { contact, detriment, legal } = draft
  const basis = contact.basis === 'override' ? 'override' : contact.permission === file.contact.said ? 'report' : 'answer'
  return [
    ...draft.gone.filter((object) => file.allegations.some(({ entry }) => entry.object === object)).map((object): WorkToWrite => ({ kind: 'allegation', object, dropped: takenOut })),
    ...draft.allegations
      .filter((one) => !isBlank(one) && one.code !== '')
      .flatMap(({ object, text, ...rest }) => changed('allegation', object, { ...rest, text: text.trim() }, file.allegations.find(({ entry }) => entry.object === object))),
    ...(inputs === null || milder ? [] : changed('severity', theCase, severityOf(inputs, draft), file.severity)),
    ...(contact.permission === '' ? [] : changed('contact', theCase, { permission: contact.permission, basis, text: contact.text.trim() }, file.contact.entry === null ? null : { permission: file.contact.permission, basis: file.contact.basis ?? 'report', text: '' })),
    ...(detriment.risk === '' ? [] : changed('detriment', theCase, { risk: detriment.risk, text: detriment.text.trim(), steps: linesOf(detriment.steps) }, file.detriment)),
    ...(file.legal === null && legal.tags.length + legal.profiles.length === 0 ? [] : changed('legal', theCase, { tags: [...legal.tags], profiles: [...legal.profiles] }, file.legal)),
  ]
}

/** The severity as a record, or as what a proposal would write. */
export function severityOf(inputs: SeverityInputs, { severity }: TriageDraft): WorkInput<'severity'> {
  return { ...inputs, raises: [...inputs.raises], indicators: [...inputs.indicators], text: severity.text.trim() }
}

/** The lines of a text that say something. */
export function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
}

function inputsOf({ scale, scope, irremediability, likelihood, raises, dangerNow, indicators, childAtWork, armedGroupMineral }: SeverityInputs): SeverityInputs {
  return { scale, scope, irremediability, likelihood, raises, dangerNow, indicators, childAtWork, armedGroupMineral }
}

function changed<Kind extends WorkKind>(kind: Kind, object: string, content: WorkInput<Kind>, before: unknown): WorkToWrite[] {
  const known = before === null || before === undefined ? '' : workBody(kind, before as WorkInput<Kind>)
  return workBody(kind, content) === known ? [] : [{ kind, object, content }]
}
