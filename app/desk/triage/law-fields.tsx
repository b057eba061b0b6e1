import { clockRuleRows } from '#db/model/clock-rules.ts'
import type { ClockChange } from '#db/model/clock-plan.ts'
import { legalProfiles, legalTags, profileRows } from '#db/model/legal-profiles.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import type { TriageDraft } from './triage-draft.ts'

type LawFieldsProps = { draft: TriageDraft['legal']; changes: readonly ClockChange[]; onChange: (draft: TriageDraft['legal']) => void }

/** What the matter is in law, the laws whose clocks run, and what choosing them will set. */
export function LawFields({ draft, changes, onChange }: LawFieldsProps) {
  const { t, days } = useWords()
  return (
    <>
      <fieldset>
        <legend>{t('desk.sort.tags')}</legend>
        <div className="ticks">
          {legalTags.map((tag) => (
            <label key={tag} className="tick">
              <input type="checkbox" checked={draft.tags.includes(tag)} onChange={(event) => onChange({ ...draft, tags: event.target.checked ? [...draft.tags, tag] : draft.tags.filter((one) => one !== tag) })} />
              {t(`legalTag.${tag}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('desk.sort.profiles')}</legend>
        <p className="soft">{t('desk.sort.profiles.hint')}</p>
        {legalProfiles.map((profile) => (
          <label key={profile} className="tick">
            <input
              type="checkbox"
              checked={draft.profiles.includes(profile)}
              onChange={(event) => onChange({ ...draft, profiles: event.target.checked ? [...draft.profiles, profile] : draft.profiles.filter((one) => one !== profile) })}
            />
            <span>
              {t(`profile.${profile}`)} <span className="soft">{profileRows[profile].source}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {changes.length === 0 ? null : (
        <table className="list" data-clocks-proposed>
          <caption className="unseen">{t('desk.sort.clocks')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('desk.sort.clocks')}</th>
              <th scope="col">{t('desk.sort.due')}</th>
              <th scope="col">{t('desk.sort.source')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ kind, clock }) => (
              <tr key={clock.clockId}>
                <td>
                  {t(`clock.${clock.rule}`)} <span className="soft">{clock.rule}</span>
                </td>
                <td>{kind === 'stop' ? t('desk.sort.clock.ends') : clock.stoppedDay === null ? days.long(clock.dueDay) : t('desk.sort.clock.met', { date: days.short(clock.stoppedDay) })}</td>
                <td className="soft">
                  {clockRuleRows[clock.rule].source}
                  {clockRuleRows[clock.rule].verifiedOn === null ? <> · {t('desk.sort.unverified')}</> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
