/**
 * The few built-ins of this folder that phones of 2020 lack (Chrome 87, Firefox 78, Safari 14), added where missing.
 * For the reporter's worker only, before anything else runs in it; no bundler adds them.
 */
const lists: { at?: unknown; findLast?: unknown; findLastIndex?: unknown } = Array.prototype
const objects: { hasOwn?: unknown } = Object

define(lists, 'at', function at(this: unknown[], index: number) {
  return this[index < 0 ? this.length + index : index]
})
define(lists, 'findLastIndex', function findLastIndex(this: unknown[], test: (item: unknown, index: number) => boolean) {
  for (let i = this.length - 1; i >= 0; i -= 1) if (test(this[i], i)) return i
  return -1
})
define(lists, 'findLast', function findLast(this: unknown[], test: (item: unknown, index: number) => boolean) {
  for (let i = this.length - 1; i >= 0; i -= 1) if (test(this[i], i)) return this[i]
  return undefined
})
define(objects, 'hasOwn', function hasOwn(value: object, name: string) {
  return Object.prototype.hasOwnProperty.call(value, name)
})

function define(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true })
}
