export const handle = { audience: 'desk', js: true, states: ['plain'] }

export default function Settings() {
  return <main id="page" />
}
