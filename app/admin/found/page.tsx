export const handle = { audience: 'desk', js: true, states: ['plain'] }

export default function Found() {
  return <main id="page" />
}
