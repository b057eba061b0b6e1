// While somebody is away their deputy is told instead: the condition that both makers of notices share.

/** SQL, true where the member `d.member_id` is away on `t.day` and the deputy, at the same desk `d.desk_id`, is not and has a mail address: so no
 *  notice is lost because two people trusted each other. Asks for the aliases `d` (desk_members) and `t` (a row with `day`). */
export const isRepresented = `exists (
  select 1 from absences a
    join desk_members e on e.instance_id = a.instance_id and e.member_id = a.deputy_id and e.desk_id = d.desk_id
    join members n on n.instance_id = a.instance_id and n.member_id = a.deputy_id and n.email is not null
  where a.instance_id = d.instance_id and a.member_id = d.member_id and t.day between a.from_day and a.until_day
    and not exists (select 1 from absences b where b.instance_id = a.instance_id and b.member_id = a.deputy_id and t.day between b.from_day and b.until_day)
)`
