export const handle = { audience: 'desk', js: true, states: ['plain'] }

export default function Members() {
  return <main id="page" />
}
