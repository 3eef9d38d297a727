"""Names of the CLDR in the glossary, and the words that must not be taken for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.cli import main
from bilingual.errors import UsageError
from bilingual.terminology import Matcher, load_glossary
from bilingual.terminology.cldr import cldr_rows
from bilingual.terminology.linting import lint


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cldr") / "own.csv"
    result = CliRunner().invoke(main, ["glossary", "import", "--cldr", "--glossary", str(path)])
    assert result.exit_code == 0, result.stderr
    return path


@pytest.fixture(scope="module")
def matcher(imported: Path) -> Matcher:
    return Matcher(load_glossary([imported]))


def test_rows_have_their_forms() -> None:
    rows = {row.note: row for row in cldr_rows()}
    assert rows["CLDR KZ"].forms == {
        "ko": ("카자흐스탄",),
        "en": ("Kazakhstan", "Kazakhstani", "Kazakh"),
        "zh-Hans": ("哈萨克斯坦",),
    }
    assert rows["CLDR HK"].forms["en"][0] == "Hong Kong"
    assert rows["CLDR HK"].forms["zh-Hans"][0] == "香港"
    assert rows["CLDR TR"].forms["ko"] == ("튀르키예", "터키")
    assert "US dollars" in rows["CLDR USD"].forms["en"]
    assert {"중국 위안화", "중국 위안"} <= set(rows["CLDR CNY"].forms["ko"])
    assert rows["CLDR fr"].forms["en"] == ("French",)
    assert {row.kind for row in rows.values()} == {"place", "language", "currency"}


def test_a_part_may_be_chosen_and_a_wrong_one_is_named() -> None:
    assert {row.kind for row in cldr_rows(["currencies"])} == {"currency"}
    assert {row.kind for row in cldr_rows(["territories"])} == {"place"}
    with pytest.raises(UsageError, match="did you mean 'languages'"):
        cldr_rows(["langages"])


def test_the_import_is_clean_and_adds_nothing_twice(imported: Path) -> None:
    assert lint(load_glossary([imported])) == []
    before = imported.read_bytes()
    again = CliRunner().invoke(main, ["glossary", "import", "--cldr", "--glossary", str(imported)])
    assert "added 0" in again.stdout
    assert "skipped" in again.stderr
    assert imported.read_bytes() == before


def test_what_the_shipped_glossary_has_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bilingual.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["glossary", "import", "--cldr", "--only", "countries"])
    assert result.exit_code == 0, result.stderr
    lines = (tmp_path / "glossary" / "entities.csv").read_text(encoding="utf-8").splitlines()
    assert not any(line.startswith(("러시아|", "러시아,", "미국|", "미국,", "카자흐스탄,")) for line in lines)
    dry = CliRunner().invoke(main, ["glossary", "import", "--cldr", "--dry-run"])
    assert "would be added" in dry.stdout


def test_a_file_s_own_rows_comments_and_columns_stay(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    own = "# ours\nowner,ko,zh,en,kind,policy\nme,몽골,蒙古国,Mongolia,place,pin\n"
    path.write_text(own, encoding="utf-8")
    CliRunner().invoke(main, ["glossary", "import", "--cldr", "--only", "countries", "--glossary", str(path)])
    text = path.read_text(encoding="utf-8")
    assert text.startswith(own)
    assert "\n,태국,泰国,Thailand|Thai,place,check\n" in text
    assert text.count("몽골") == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "그는 모든 수단을 동원했다.",
        "어디로 가나 사람이 많다.",
        "범죄인 인도 절차가 시작됐다.",
        "오만 원짜리 지폐였다.",
        "싸움을 말리던 시민이 다쳤다.",
        "부탄가스가 폭발했다.",
        "부탄 가스 폭발로 다쳤다.",
        "경찰이 시위를 저지했다.",
        "경찰은 진입을 저지 중이다.",
        "얼굴의 피지 분비가 늘었다.",
        "드레스를 가봉 중이다.",
        "기니피그를 길렀다.",
        "'협력'이란 무엇인가.",
        "국가나 기업이 맡는다.",
        "물에서 건지 못했다.",
        "아이티 업계가 성장했다.",
        "차드 공정이 도입됐다.",
        "반어와 단어를 배웠다.",
        "기대만큼 좋지 않았다.",
        "그런 모어 화자가 드물다.",
    ],
)
def test_ordinary_words_are_no_countries(matcher: Matcher, sentence: str) -> None:
    found = matcher.find(sentence, "ko", ("en", "zh-Hans"), context=sentence)
    assert [match.source for match in found if match.policy.value == "check"] == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("수단 정부군이 하르툼을 공격했다.", "수단"),
        ("말리 정부는 바마코에서 발표했다.", "말리"),
        ("이란이 핵협상에 응했다.", "이란"),
        ("키르기스스탄과의 국경", "키르기스스탄"),
        ("카자흐어와 러시아어로 말했다.", "카자흐어"),
        ("피지 총리가 수바에서 맞았다.", "피지"),
        ("카자흐스탄 텡게화가 올랐다.", "카자흐스탄 텡게화"),
    ],
)
def test_countries_are_found(matcher: Matcher, sentence: str, name: str) -> None:
    found = matcher.find(sentence, "ko", ("en", "zh-Hans"), context=sentence)
    assert name in [match.source for match in found]
