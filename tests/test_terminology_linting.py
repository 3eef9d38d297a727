"""What lint tells of a glossary, each kind of mistake and its innocent neighbour."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.article import Policy, Severity
from bilingual.cli import main
from bilingual.terminology import lint_pairs
from bilingual.terminology.entries import Entry, Glossary
from bilingual.terminology.forms import spans_of
from bilingual.terminology.linting import problems_of, read_for_lint

from .conftest import ROOT

HEADER = "ko,en,zh,zh-Hant,kind,policy,context,note,en.first,zh.first,boundary\n"


def told(tmp_path: Path, *rows: str) -> list[tuple[int, str, str]]:
    path = tmp_path / "g.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    glossary, problems = read_for_lint([path])
    found = [*problems, *problems_of(glossary)]
    assert all(problem.message and problem.path == str(path) for problem in found)
    return sorted((problem.line, problem.severity.value, problem.check) for problem in found)


def row(ko: str, en: str = "X", zh: str = "某", hant: str = "", **cells: str) -> str:
    names = ("kind", "policy", "context", "note", "en_first", "zh_first", "boundary")
    return ",".join((ko, en, zh, hant, *(cells.get(name, "") for name in names)))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Two pins of one source, as it stands and with another spacing.
        ((row("나토", "NATO"), row("나토", "Nato")), [(3, "error", "fight")]),
        ((row("세계 은행", "World Bank"), row("세계은행", "WB")), [(3, "error", "fight")]),
        # A variant of one is the preferred form of the other.
        (
            (row("시진핑|습근평", "Xi"), row("습근평", "Xi Jinping", policy="check")),
            [(3, "warning", "fight")],
        ),
        ((row("시진핑|습근평", "Xi|Xi Jinping"), row("습근평", "Xi Jinping", policy="check")), []),
        # Homographs that context tells apart, on one side only and on both.
        (
            (row("수단", "Sudan", context="정부|하르툼"), row("수단", "means", policy="check")),
            [(3, "warning", "context")],
        ),
        ((row("수단", "Sudan", context="정부"), row("수단", "means", policy="suggest")), []),
        ((row("수단", "Sudan", context="정부"), row("수단", "means", context="방법")), []),
        ((row("나토", "NATO"), row("나토", "NATO")), [(3, "warning", "repeated")]),
        # A target that another row forbids: everywhere, or where its own source stands.
        (
            (row("동해", "Sea of Japan"), row("", "Sea of Japan", "", policy="forbid")),
            [(2, "error", "forbidden")],
        ),
        (
            (row("동해", "East Sea|Sea of Japan"), row("", "Sea of Japan", "", policy="forbid")),
            [(2, "warning", "forbidden")],
        ),
        (
            (row("동해 바다", "the Sea of Japan"), row("동해", "Sea of Japan", "", policy="forbid")),
            [(2, "error", "forbidden")],
        ),
        ((row("일본 바다", "Sea of Japan"), row("동해", "Sea of Japan", "", policy="forbid")), []),
        ((row("나토", "NATO"), row("나토", "NATO", "", policy="forbid")), [(3, "error", "forbidden")]),
        # Letters that look alike.
        ((row("러시아", "Russi\u0430"),), [(2, "error", "scripts")]),
        ((row("러시아", "\u0420\u043e\u0441\u0441\u0438\u044f"),), [(2, "warning", "scripts")]),
        ((row("안드로메다", "\u0391ndromeda"),), [(2, "error", "scripts")]),
        ((row("카페", "Café Müller"),), []),
        ((row("나토", "ＮATO"),), [(2, "warning", "width")]),
        ((row("나토", "NATO", "北约（组织）"),), []),
        ((row("유엔군", "UN", "联合国군"),), [(2, "error", "scripts")]),
        ((row("유엔군", "UN 军"),), [(2, "error", "scripts")]),
        ((row("유엔軍", "UN"),), [(2, "warning", "scripts")]),
        ((row("미군", "U.S. for\u200bces"),), [(2, "warning", "invisible")]),
        ((row("미군", "U.S.\u00a0forces"),), [(2, "warning", "invisible")]),
        # The two Chinese scripts.
        ((row("러시아", "Russia", "俄羅斯"),), [(2, "error", "chinese")]),
        ((row("러시아", "Russia", "俄罗斯", "俄罗斯"),), [(2, "error", "chinese")]),
        ((row("러시아", "Russia", "俄罗斯", "俄羅斯"),), []),
        ((row("대만", "Taiwan", "台湾", "台灣"),), []),
        # Blanks.
        ((row("나토 | 북약"),), [(2, "warning", "spaces")]),
        ((row("북대서양  기구"),), [(2, "warning", "spaces")]),
        ((row("나토|"),), [(2, "warning", "empty")]),
        # Korean forms with a particle, and names that only look so.
        ((row("러시아는"),), [(2, "warning", "particle")]),
        ((row("미국", "US"), row("미국의", "American")), [(3, "warning", "particle")]),
        ((row("정부로부터"),), [(2, "warning", "particle")]),
        (
            (row("하와이"), row("제주"), row("제주도", "Jejudo"), row("국가"), row("회의"), row("서울", "S")),
            [],
        ),
        ((row("가을"), row("마을"), row("태안")), []),
        # Too short.
        ((row("대"),), [(2, "warning", "short")]),
        ((row("대", context="대학"),), []),
        ((row("가나", boundary="any"),), [(2, "warning", "short")]),
        ((row("UN", boundary="prefix"),), [(2, "warning", "short")]),
        ((row("UN", boundary="word"),), []),
        # First forms.
        ((row("나토", "NATO|Alliance", en_first="Alliance"),), [(2, "warning", "first")]),
        ((row("나토", "NATO", en_first="North Atlantic Treaty Organization (NATO)"),), []),
        ((row("나토", "NATO", "", zh_first="北约"),), [(2, "error", "first"), (2, "warning", "empty")]),
        # What is not filled in.
        ((row("나토", ""),), [(2, "warning", "empty")]),
        ((row("나토", "NATO", "", policy="suggest"),), [(2, "info", "empty")]),
        ((row("나토", "", ""),), [(2, "error", "malformed")]),
        ((row("나토", policy="pinned"), "a,b"), [(2, "error", "malformed"), (3, "error", "malformed")]),
        ((row("나토", kind="organization"),), []),
        ((row("나토", kind="organistion"),), [(2, "warning", "kind")]),
    ],
)
def test_each_mistake_and_no_other(
    tmp_path: Path, rows: tuple[str, ...], expected: list[tuple[int, str, str]]
) -> None:
    assert told(tmp_path, *rows) == expected


def test_a_variant_that_stands_twice_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, row("나토|북대서양조약기구| 나토", "NATO|NATO")) == [
        (2, "warning", "repeated"),
        (2, "warning", "repeated"),
        (2, "warning", "spaces"),
    ]


def test_the_plural_of_a_forbidden_form_is_told(tmp_path: Path) -> None:
    rows = (row("나라들", "the Old-Countries"), row("", "old country", "", policy="forbid"))
    assert told(tmp_path, *rows) == []
    rows = (row("나라들", "the old-countries"), row("", "old-country", "", policy="forbid"))
    assert told(tmp_path, *rows) == [(2, "error", "forbidden")]


def test_thousands_of_forbidden_forms_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def spans(text: str, form: str) -> list[tuple[int, int]]:
        looked.append(form)
        return spans_of(text, form)

    monkeypatch.setattr(lint_pairs, "spans_of", spans)
    rows = [Entry({"ko": (f"이름{n}",), "en": (f"Name {n}",)}, Policy.PIN, line=n) for n in range(3000)]
    rows += [Entry({"en": (f"Old{n}",)}, Policy.FORBID, line=n) for n in range(3000)]
    rows += [Entry({"ko": ("옛이름",), "en": ("The Old7",)}, Policy.PIN, line=9000)]
    found = [one for one in problems_of(Glossary(tuple(rows))) if one.check == "forbidden"]
    assert [one.line for one in found] == [9000]
    assert looked == ["Old7"]


def test_letters_in_pieces_are_told(tmp_path: Path) -> None:
    assert told(tmp_path, row("\u1102\u1161\u1110\u1169")) == [(2, "warning", "composition")]


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    glossary, problems = read_for_lint([tmp_path / "none.csv"])
    assert glossary.entries == ()
    assert [(p.severity, p.line, p.message) for p in problems] == [
        (Severity.ERROR, 1, "no such glossary file")
    ]


def test_files_do_not_fight_each_other(tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text(HEADER + row("나토", "NATO") + "\n", encoding="utf-8")
    other.write_text(HEADER + row("나토", "Nato") + "\n", encoding="utf-8")
    glossary, problems = read_for_lint([one, other])
    assert [*problems, *problems_of(glossary)] == []


def test_the_shipped_glossary_is_clean() -> None:
    folder = ROOT / "glossary"
    glossary, problems = read_for_lint([folder / "entities.csv"], folder / "headline_hanja.csv")
    assert [str(problem) for problem in (*problems, *problems_of(glossary))] == []


NAMES = frozenset({"나토", "러시아", "우크라", "우크라이나", "제주", "페르시아", "이란", "미국", "바이든"})


@pytest.mark.parametrize(
    ("form", "particle"),
    [
        ("나토는", "는"),
        ("러시아의", "의"),
        ("러시아와의", "와의"),
        ("미국에서도", "에서도"),
        ("이란이라는", "이라는"),
        ("나토까지", "까지"),
        ("미국조차", "조차"),
        # Names that only look so.
        ("우크라이나", ""),
        ("제주도", ""),
        ("페르시아만", ""),
        ("미국인", ""),
        ("러시아는을", ""),
    ],
)
def test_a_particle_after_a_name_that_is_known_elsewhere(form: str, particle: str) -> None:
    entries = (Entry({"ko": (form,), "en": ("X",), "zh-Hans": ("某",)}, Policy.CHECK, line=2),)
    found = [one.message for one in problems_of(Glossary(entries), NAMES) if one.check == "particle"]
    assert len(found) == bool(particle)
    assert all(f"ends in the particle {particle}," in message for message in found)


def test_the_command_knows_the_shipped_names_and_the_cldr_s(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "ko,en,zh,kind,policy\n나토는,NATO,北约,,\n부르키나파소의,Burkinabe,布基纳法索,,\n"
        "우크라이나,Ukraine,乌克兰,place,\n스와힐리어로는,Swahili,斯瓦希里语,,\n",
        encoding="utf-8",
    )
    run = CliRunner().invoke(main, ["glossary", "lint", "--glossary", str(path), "--json"])
    told = [one["line"] for one in json.loads(run.stdout) if one["check"] == "particle"]
    assert told == [2, 3, 5]


def test_one_entry_is_one(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("ko,en,zh,kind,policy\n나토,NATO,北约,organisation,\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["glossary", "lint", "--glossary", str(path)])
    assert run.stderr.startswith("1 entry in ")
