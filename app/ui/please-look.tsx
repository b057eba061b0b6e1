import { Icon } from './icon.tsx'
import { useWords } from './words.tsx'

/** The same words once more at the field itself. */
export function FieldLook({ id }: { id: string }) {
  return (
    <p className="at" id={id} hidden>
      <Icon name="look" />
      <span />
    </p>
  )
}

/** Where the script puts what a person is asked to look at. Empty and unseen until a button was pressed. */
export function PleaseLook({ id }: { id: string }) {
  return (
    <div className="look" id={id} role="alert" tabIndex={-1} hidden>
      <h2>
        <Icon name="look" />
        {useWords()('error.summary')}
      </h2>
      <ul />
    </div>
  )
}
