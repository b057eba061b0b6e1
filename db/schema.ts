// Made by "npm run db:types". Do not edit: write a migration.
import type { Generated } from 'kysely'
import type { CaseState } from './model/case-state.ts'
import type { EventKind, NoticeKind } from './model/events.ts'
import type { ClockRule } from './model/deadlines.ts'
import type { Day, IdBytes, Instant } from './model/ids.ts'
import type { MemberRole } from './model/roles.ts'
import type { SealedBytes } from './model/sealed.ts'

export interface Tables {
  case_desks: {
    instance_id: IdBytes<'instance'>
    desk_id: IdBytes<'desk'>
    case_id: IdBytes<'case'>
    rank: number
    due_day: Day
    last_day: Day
    state: CaseState
    assignee: IdBytes<'member'> | null
    added_day: Day
  }
  cases: {
    instance_id: IdBytes<'instance'>
    case_id: IdBytes<'case'>
    card: Uint8Array
    day: Day
    audit_ref: Uint8Array
    state: CaseState
    turn: number
    assignee: IdBytes<'member'> | null
    next_day: Day | null
    end_day: Day | null
    last_day: Day
    urgent: boolean
    reporter_messages: number
    version: number
  }
  clocks: {
    instance_id: IdBytes<'instance'>
    case_id: IdBytes<'case'>
    rule: ClockRule
    start_day: Day
    due_day: Day
    stopped_day: Day | null
    told: Generated<number>
  }
  desk_boxes: {
    instance_id: IdBytes<'instance'>
    desk_id: IdBytes<'desk'>
    desk_epoch: number
    which: number
    owner_id: IdBytes<'member'>
    box: SealedBytes<'desk-box'>
  }
  desk_cards: {
    instance_id: IdBytes<'instance'>
    desk_id: IdBytes<'desk'>
    epoch: number
    card: Uint8Array
    card_hash: Uint8Array
    card_sig: Uint8Array
    recovery_pk: Uint8Array | null
    recovery_label: string
  }
  desk_members: {
    instance_id: IdBytes<'instance'>
    desk_id: IdBytes<'desk'>
    member_id: IdBytes<'member'>
    role: MemberRole
  }
  desks: {
    instance_id: IdBytes<'instance'>
    desk_id: IdBytes<'desk'>
    epoch: number
    card_hash: Uint8Array
    roles: number
    independent: boolean
    label: string
    recovery_label: string
    in_roster: boolean
  }
  epochs: {
    instance_id: IdBytes<'instance'>
    case_id: IdBytes<'case'>
    stream: Uint8Array
    epoch: number
    header: Uint8Array
    ctx: Uint8Array
    back: SealedBytes<'back'> | null
  }
  events: {
    instance_id: IdBytes<'instance'>
    event_id: Uint8Array
    kind: EventKind
    day: Day
    case_id: IdBytes<'case'> | null
    case_version: number | null
    desk_id: IdBytes<'desk'> | null
    member_id: IdBytes<'member'> | null
  }
  foundings: {
    instance_id: IdBytes<'instance'>
    desk_id: IdBytes<'desk'>
    invite_id: IdBytes<'invite'>
    roles: number
    independent: boolean
    label: string
    founded_day: Day | null
  }
  hosts: {
    host: string
    instance_id: IdBytes<'instance'>
  }
  instances: {
    instance_id: IdBytes<'instance'>
    kind: 'buyer' | 'operator'
    label: string
    zone: string
    practice: boolean
    root_fp: Uint8Array | null
    set_up_day: Day
    live_day: Day | null
  }
  invites: {
    instance_id: IdBytes<'instance'>
    invite_id: IdBytes<'invite'>
    desk_id: IdBytes<'desk'>
    role: MemberRole
    made_by: IdBytes<'member'> | null
    made_day: Day
    tag: Uint8Array | null
    member_id: IdBytes<'member'> | null
    admitted_day: Day | null
  }
  member_cards: {
    instance_id: IdBytes<'instance'>
    member_id: IdBytes<'member'>
    card: Uint8Array
    card_hash: Uint8Array
    id_hash: Uint8Array
  }
  member_changes: {
    instance_id: IdBytes<'instance'>
    desk_id: IdBytes<'desk'>
    n: number
    hash: Uint8Array
    change: Uint8Array
    signature: Uint8Array
  }
  members: {
    instance_id: IdBytes<'instance'>
    member_id: IdBytes<'member'>
    name: string
    name_key: string
    email: string | null
    email_key: string | null
    joined_day: Day
  }
  messages: {
    instance_id: IdBytes<'instance'>
    case_id: IdBytes<'case'>
    stream: Uint8Array
    author: Uint8Array
    n: number
    epoch: number
    outer_part: Uint8Array
    body: SealedBytes<'message'>
    day: Day
  }
  operator_texts: {
    instance_id: IdBytes<'instance'>
    language: string
    key: string
    value: string
  }
  outbox: {
    instance_id: IdBytes<'instance'>
    mail_id: Uint8Array
    member_id: IdBytes<'member'>
    kind: NoticeKind
    send_day: Day
    leased_by: Uint8Array | null
  }
  receipts: {
    instance_id: IdBytes<'instance'>
    case_id: IdBytes<'case'>
    envelope_hash: Uint8Array
    receipt: Uint8Array
  }
  rosters: {
    instance_id: IdBytes<'instance'>
    seq: number
    roster_hash: IdBytes<'roster'>
    root_fp: Uint8Array
    issued_day: Day
    not_after_day: Day
    file: Uint8Array
  }
  runners: {
    runner_id: Uint8Array
    beat_at: Instant
  }
  sessions: {
    token_hash: Uint8Array
    instance_id: IdBytes<'instance'>
    kind: 'member' | 'set-up'
    member_id: IdBytes<'member'> | null
    opened_at: Instant
    expires_at: Instant
  }
  streams: {
    instance_id: IdBytes<'instance'>
    case_id: IdBytes<'case'>
    stream: Uint8Array
    newest_epoch: number
  }
  summaries: {
    instance_id: IdBytes<'instance'>
    case_id: IdBytes<'case'>
    desk_id: IdBytes<'desk'>
    version: number
    head: Uint8Array
    body: SealedBytes<'summary'>
  }
  tombstones: {
    instance_id: IdBytes<'instance'>
    tombstone: Uint8Array
    day: Day
  }
  unlock_boxes: {
    instance_id: IdBytes<'instance'>
    member_id: IdBytes<'member'>
    kind: number
    head: Uint8Array
    box: SealedBytes<'unlock'>
  }
  wraps: {
    instance_id: IdBytes<'instance'>
    case_id: IdBytes<'case'>
    stream: Uint8Array
    epoch: number
    party: Uint8Array
    desk_epoch: number
    wrap: SealedBytes<'wrap'>
  }
}
