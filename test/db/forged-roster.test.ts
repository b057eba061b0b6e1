// A stored list of teams that does not hold: browsers refuse it in words, and the server answers instead of failing.
import { expect } from 'vitest'
import { instancesOf } from '#app/http/instance.server.ts'
import { ready } from '#crypto/server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { minatoWorks } from './organisation.ts'

onEachEngine('a roster in the database that no root signed takes away names of teams and the receipt key, and nothing else', async (db) => {
  await ready()
  const { instance, roster } = await minatoWorks(db)
  const current = await instancesOf(db, () => `${instance}.example`).current()
  expect(current).toMatchObject({ instanceId: instance, organisation: 'Minato Works', live: true, receiptPk: null, teams: [], rosterHash: roster.hash })
})
