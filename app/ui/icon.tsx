// Line drawings on a grid of 24, one path each, drawn for this project. Those in `turning` point along the line of
// reading and are mirrored in pages that run from right to left.
const paths = {
  globe: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c4.5 5 4.5 13 0 18M12 3c-4.5 5-4.5 13 0 18',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  pen: 'M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5',
  digits: 'M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1M7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01M7 14h.01M10.3 14h.01M13.7 14h.01M17 14h.01',
  call: 'M5 3.5h3l2 5-2.5 1.5c1 2.5 3 4.5 5.5 5.5l1.5-2.5 5 2v3.5c0 1.5-1 2-2 2C10.5 20.5 3.5 13.5 3 5.5c0-1.2.8-2 2-2z',
  help: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 1.8M12 16.7h.01',
  phone: 'M8.5 2.5h7a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2M11 18h2',
  house: 'M3 11.5L12 4l9 7.5M5.5 9.5V20h13V9.5M10 20v-5.5h4V20',
  key: 'M3 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M11 12h10v4M17 12v3',
  lock: 'M6 11h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1M8 11V7.5a4 4 0 0 1 8 0V11',
  person: 'M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4.5 21c.5-4.5 3.5-6.5 7.5-6.5s7 2 7.5 6.5',
  look: 'M12 4L2.5 20.5h19zM12 10v4.5M12 17.5h.01',
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  picture: 'M5 4.5h14a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2M7.5 9.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M4 18l5.5-5 3.5 3 3-2.5 4.5 4',
  pay: 'M3 6c0-1.5 2-2.5 4.5-2.5S12 4.5 12 6 10 8.5 7.5 8.5 3 7.5 3 6v9c0 1.3 1.7 2.3 4 2.5M3 10.5c0 1.3 1.8 2.3 4 2.5M12 6v2.5M10.5 15.5a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M16 12.5v3l2.2 1.3',
  trapped: 'M4 21V9c0-3.5 3.5-5.5 8-5.5S20 5.5 20 9v12M8 4.5V21M12 3.5V21M16 4.5V21M4 10h16M4 17h16',
  child: 'M6 5a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0M8.2 8.5v6L6 21M8.2 14.5l2.8 6.5M8.2 10.5H13M13 7.5h7v6h-7z',
  safety: 'M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1M12 8.5v7M8.5 12h7',
  treatment: 'M3 9.5v5h3.5L12 19V5L6.5 9.5zM15.5 9c1.3 1.8 1.3 4.2 0 6M18.5 6.5c2.6 3.2 2.6 7.8 0 11',
  unfair: 'M12 3.5V20M8 20.5h8M4.5 8.5L19.5 5M4.5 8.5L2 14.5c1 1.5 4 1.5 5 0zM19.5 5L17 11c1 1.5 4 1.5 5 0z',
  money: 'M4 5.5h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1M3.5 7l8.5 6.5L20.5 7',
  nature: 'M4 13V8l4.5 3V8l4.5 3M13 13V3.5h3.5V13M2 16.5c2-1.3 3.5-1.3 5 0s3.5 1.3 5 0 3.5-1.3 5 0 3.5 1.3 5 0M2 20.5c2-1.3 3.5-1.3 5 0s3.5 1.3 5 0 3.5-1.3 5 0 3.5 1.3 5 0',
  product: 'M12 3l8 4.3v9.4L12 21l-8-4.3V7.3zM4 7.5l8 4.5 8-4.5M8 5.3l8 4.5',
  punished: 'M4 3.5h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-8l-4.5 4.5v-4.5H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1M12 6.5V11M12 13.5h.01',
  else: 'M4 3.5h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-8l-4.5 4.5v-4.5H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1M10 7.7a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.4M12 13.7h.01',
} as const

export type IconName = keyof typeof paths

const turning: ReadonlySet<IconName> = new Set(['back', 'next'])

export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={turning.has(name) ? 'turns' : undefined}>
      <path d={paths[name]} />
    </svg>
  )
}
