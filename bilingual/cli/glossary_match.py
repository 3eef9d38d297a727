"""``bilingual glossary match``: which terms a text has, and why not the rest."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import debug_option, glossary_option, json_option, words

if TYPE_CHECKING:
    from bilingual.article import TermMatch
    from bilingual.terminology.explaining import Explanation, Refusal


@click.command()
@click.argument("text")
@click.option("--from", "language", metavar="LANG", help="Language of TEXT.  [default: told by its letters]")
@click.option("--to", callback=words, metavar="LANGS", help="Target languages.  [default: en,zh]")
@click.option("--context", metavar="TEXT", default="", help="More of the article, for words that decide.")
@glossary_option
@json_option
@debug_option
def match(
    text: str,
    language: str | None,
    to: tuple[str, ...] | None,
    context: str,
    glossaries: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Show which terms stand in TEXT, what they ask, and why other candidates are no terms.

    TEXT may be - for standard input.  Offsets count characters, from 0.

    \b
    Examples:
      bilingual glossary match "기대만큼 대만과 중국인민은행이"
      bilingual glossary match --context "하르툼 내전" "수단은 부인했다" --json
    """
    from bilingual.languages import canonical, identify
    from bilingual.settings import load_settings
    from bilingual.terminology import Matcher, load_glossary
    from bilingual.terminology.explaining import explain

    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    settings = load_settings(glossary=glossaries, to=to or ())
    source = canonical(language) if language else identify(text, "ko") or "ko"
    targets = [code for code in settings.targets if code != source] or list(settings.targets)
    matcher = Matcher(load_glossary(settings.glossaries, settings.headline_hanja))
    explained = explain(matcher, text, source, targets, context)
    if as_json:
        click.echo(json.dumps(_record(explained, source), ensure_ascii=False, indent=1))
        return
    for found in explained.matches:
        click.echo(_line(found))
    for refusal in explained.refusals:
        click.echo(_refused(refusal))
    noun = "match" if len(explained.matches) == 1 else "matches"
    click.echo(f"{source}: {len(explained.matches)} {noun}, {len(explained.refusals)} refused", err=True)


def _line(found: TermMatch) -> str:
    if not found.source:
        wording = "  ".join(f"{code} {form}" for code, form in found.targets.items())
        return f"forbid everywhere  →  {wording}  {found.entry}"
    wording = "  ".join(f"{code} {form}" for code, form in found.targets.items())
    return f"{found.start}-{found.end}  {found.source}  {found.policy.value}  →  {wording}  {found.entry}"


def _refused(refusal: Refusal) -> str:
    return f"{refusal.start}-{refusal.end}  {refusal.source}  no: {refusal.told}  {refusal.entry}"


def _record(explained: Explanation, language: str) -> dict[str, object]:
    return {
        "language": language,
        "matches": [
            {
                "source": found.source,
                "start": found.start,
                "end": found.end,
                "policy": found.policy.value,
                "targets": dict(found.targets),
                "accepted": {code: list(forms) for code, forms in found.accepted.items()},
                "entry": found.entry,
            }
            for found in explained.matches
        ],
        "refused": [
            {
                "source": refusal.source,
                "start": refusal.start,
                "end": refusal.end,
                "policy": refusal.policy.value,
                "reason": refusal.reason,
                "told": refusal.told,
                "entry": refusal.entry,
            }
            for refusal in explained.refusals
        ],
    }
