// What an experienced handler does first, per family of codes: a checklist for desks that see few cases a year. A template only fills
// the form of a task; the desk changes or drops it. Words: `task.<id>`.

export interface TaskTemplate {
  readonly id: string
  /** Key of its words in the locale files. */
  readonly key: string
  /** Due so many days after it is taken over. */
  readonly days: number
  /** Templates that come first. */
  readonly after: readonly string[]
}

const t = (id: string, days: number, after: readonly string[] = []): TaskTemplate => ({ id, key: `task.${id}`, days, after })

export const taskTemplates: readonly TaskTemplate[] = [
  t('safe-contact', 1), t('ask-wishes', 3, ['safe-contact']), t('keep-evidence', 2), t('hear-the-accused', 21, ['keep-evidence']),
  t('forced-labour-signs', 3), t('papers-back', 5, ['safe-contact']), t('authority-or-not', 7), t('debt-and-fees', 10),
  t('child-specialist', 1), t('age-papers', 3, ['child-specialist']), t('school-and-income', 14, ['child-specialist']),
  t('status-advice', 3), t('supervising-body', 10), t('pay-records', 7), t('pay-recount', 14, ['pay-records']), t('time-records', 7),
  t('compare-people', 14), t('trained-handler', 1), t('medical-help', 1), t('apart', 2, ['ask-wishes']), t('worker-representatives', 14, ['ask-wishes']),
  t('stop-the-danger', 1), t('site-visit', 7, ['stop-the-danger']), t('measure-exposure', 14), t('workers-confirm', 45, ['site-visit']),
  t('samples-and-permits', 7), t('neighbours', 14), t('gift-register', 3), t('return-the-gift', 7, ['gift-register']), t('buyer-relation', 7),
  t('accounts-and-invoices', 14, ['keep-evidence']), t('counsel', 3), t('purchasing-kept-out', 1), t('orders-and-talks', 10), t('police-liaison', 1),
  t('origin-papers', 14), t('smelter-list', 14), t('stop-shipment', 1), t('retest', 7, ['keep-evidence']), t('security-team', 1), t('who-must-be-told', 3),
  t('approved-sites', 7), t('audit-notes', 14), t('fresh-handler', 1), t('protect-first', 1), t('link-old-case', 2), t('personnel-measures', 14, ['protect-first']),
  t('last-pay-and-papers', 7), t('reinstatement', 21, ['last-pay-and-papers']), t('land-and-rights', 14),
]

const general = ['safe-contact', 'ask-wishes', 'keep-evidence']
const ofFamily: Readonly<Record<string, readonly string[]>> = {
  FL: ['forced-labour-signs', 'papers-back', 'debt-and-fees', 'authority-or-not'],
  CL: ['child-specialist', 'age-papers', 'school-and-income', 'authority-or-not'],
  ME: ['status-advice', 'supervising-body', 'authority-or-not'],
  WA: ['pay-records', 'pay-recount'],
  WH: ['time-records', 'pay-recount'],
  DI: ['compare-people', 'hear-the-accused'],
  HA: ['trained-handler', 'medical-help', 'apart', 'hear-the-accused'],
  FA: ['worker-representatives', 'compare-people'],
  HS: ['stop-the-danger', 'medical-help', 'site-visit', 'measure-exposure', 'workers-confirm'],
  EN: ['stop-the-danger', 'samples-and-permits', 'neighbours', 'authority-or-not'],
  GE: ['gift-register', 'return-the-gift', 'buyer-relation'],
  BR: ['counsel', 'accounts-and-invoices', 'buyer-relation', 'hear-the-accused'],
  FT: ['counsel', 'purchasing-kept-out', 'orders-and-talks'],
  AS: ['police-liaison', 'counsel'],
  MI: ['origin-papers', 'smelter-list', 'counsel'],
  PQ: ['stop-shipment', 'retest', 'who-must-be-told'],
  IS: ['security-team', 'who-must-be-told'],
  SC: ['approved-sites', 'audit-notes'],
  RE: ['fresh-handler', 'protect-first', 'link-old-case', 'personnel-measures'],
  JL: ['last-pay-and-papers', 'reinstatement', 'compare-people'],
  CM: ['land-and-rights', 'neighbours', 'authority-or-not'],
}

const byId = new Map(taskTemplates.map((template) => [template.id, template]))

/** The checklist for a code, the general steps first; for a code without a family of its own only these. A predecessor is always in the list. */
export function templatesFor(code: string): TaskTemplate[] {
  const wanted: string[] = []
  const take = (id: string) => {
    const template = byId.get(id)
    if (template === undefined || wanted.includes(id)) return
    template.after.forEach(take)
    wanted.push(id)
  }
  for (const id of [...general, ...(ofFamily[code.slice(0, 2)] ?? [])]) take(id)
  return wanted.flatMap((id) => byId.get(id) ?? [])
}
