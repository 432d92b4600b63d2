"""The one door to mapping profiles: how the columns and values of a source's files become an Appeal.

A profile is a YAML file in `data/sources/profiles` (shipped) or in `profiles` beside the store (the user's own; a
profile of the same name replaces the shipped one). Headers and values are compared without regard to case, ё,
punctuation and blanks. docs/profiles.md tells operators the same in Russian.

    name: pos                      # what `load --profile` takes
    title: Платформа обратной связи
    source: pos                    # constant code of the source; or map the field `source` to a column
    tz: Europe/Moscow              # zone of times without offset; left out: the zone of the record's region
    dates: [iso, dmy, excel]       # shapes tried in this order: iso, dmy, mdy, excel, epoch_s, epoch_ms
    signature: [Номер сообщения]   # all of these headers must be there, else `auto` passes the profile over
    columns:                       # field: header or list of synonyms; the first one present wins
      external_id: [Номер сообщения, ID]
      received: Дата создания
    values:                        # field: {code: texts}; for status, step, type, channel, region, resolvable …
      status: {solved: [Решено], postponed: Отложено}
    topics: {'01.001': [Дороги / Ямы]}    # topic code: «group / topic» or «topic» as the source writes it
    fixed: {channel: phone}        # value of a field where the column is blank or missing
    rules: {blank_status: new}     # see profile_format.Rules
    drop: [ФИО заявителя]          # columns that are never kept, not even in `extra`

Fields are the Appeal's own names and: `duration` (received + duration = closed), `step` (refines an open status),
`address` (split into settlement, street, house), `coordinates` («lat, lon» or WKT).
"""

from __future__ import annotations

from data.sources.choosing import Choice, choose
from data.sources.drafting import draft
from data.sources.profile_format import Profile, Rules
from data.sources.profile_reader import SHIPPED, build_profile, load_profiles, read_profile

__all__ = ["Choice", "Profile", "Rules", "SHIPPED", "build_profile", "choose", "draft", "load_profiles", "read_profile"]
