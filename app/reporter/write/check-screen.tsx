import { Icon } from '#app/ui/icon.tsx'
import { PleaseLook } from '#app/ui/please-look.tsx'
import { ReaderRows, ReadersList } from '#app/ui/readers-list.tsx'
import { useWords } from '#app/ui/words.tsx'
import { BackButton, Button } from './screen.tsx'

/** Everything once more before it leaves. The rows are copied by the script from the questions themselves. */
export function CheckScreen() {
  const words = useWords()
  return (
    <section id="s-check" data-screen="check" hidden>
      <BackButton />
      <PleaseLook id="look-check" />
      <h1 id="h-check" tabIndex={-1}>
        {words('check.h')}
      </h1>
      <p>{words('check.wait')}</p>
      <div className="look" id="telling" hidden>
        <h2>
          <Icon name="look" />
          {words('check.words.h')}
        </h2>
        <p data-k="check.words.p">{words('check.words.p')}</p>
        <button type="button" className="button" data-do="change" data-to="happened">
          {words('common.change')}
        </button>
      </div>
      <dl id="asked" />
      <template id="row-asked">
        <div className="asked">
          <dt>
            <span />
            <button type="button" className="link" data-do="change">
              {words('common.change')}
            </button>
          </dt>
          <dd />
        </div>
      </template>
      <ReadersList id="readers" />
      <ReaderRows />
      <div className="buttons">
        <Button does="send" text={words('check.send')} on />
      </div>
    </section>
  )
}
