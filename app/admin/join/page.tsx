export const handle = { audience: 'desk', js: true, states: ['plain'] }

export default function Join() {
  return <main id="page" />
}
