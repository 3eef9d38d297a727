"""Cleaning: what each line or block of a page is for, and the article without what no reader wants.

``judge`` gives every block a role and the name of the rule that decided; ``clean`` keeps what a reader
wants translated.  The rules are data: the TOML files in ``rules``, one a family of pages.

The stages of judging, in order; a line keeps the first role that it is given, unless a stage says otherwise:

1. `rules_files`, `ruleset`: the rules in force; those of a newsroom's own that go first are applied.
2. `notices`: rights notices are found, and what is left of their lines is measured without them.
3. `applying`: rules that hold anywhere, tried only where `wording`, `expressions` and `triggers` say that
   they may match; `shape` is what they and all that follows know of a line.  `conversations`: comments told
   by the lines that come again about each of them.
4. HTML alone: `container` finds the article's element by scores, `framing` its title and its last line.
5. `judging`: menus and runs; `button_rows`: buttons among buttons; `headings`: what stands under headings.
6. `window`: the stretch that is the running text; with none, the rules for bare pages.
7. Above the text: its rules, `boxes` of other articles, `scoring` of what no rule knows, then `titles`.
   `signatures`: names below the title and the text; `pictures`: captions between paragraphs.
8. `closing`: headlines below the text without a heading.  `judging`: where the text ends, the rules for
   what is below, captions, and what is left over; `scoring`: which short lines of that are unlikely, by what
   `line_signs` sees of them; `repetition`: rows of a list, and what is printed twice.
9. `surroundings`: the roles of what stands outside the article, by the company that it keeps; `furniture`: a
   small learnt model over that company decides again where a role was no more than a guess.
10. `parts`: pieces of kept lines that have another role: a lead, a credit, a counter.

A post is prose already: instead of 4 to 8 only what stands before its first sentence and after its last one
is asked for.

Then ``clean``: `cutting` leaves out what is not kept and cuts the parts; `metadata` puts together what the
article says of itself and what the page's head `claims` (`linked_data`), by `dates`, `bare_dates`,
`names` and the rules for facts.
"""

from __future__ import annotations

from bilingual.cleaning.cutting import clean
from bilingual.cleaning.judging import judge
from bilingual.cleaning.rules_files import in_force, read_rules
from bilingual.cleaning.ruleset import Rules, default_rules

__all__ = ["Rules", "clean", "default_rules", "in_force", "judge", "read_rules"]
