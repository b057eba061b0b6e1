export const handle = { audience: 'desk', js: true, states: ['plain'] }

export default function SetUp() {
  return <main id="page" />
}
