"""What names a table is its caption, kept: an element made for it, or a line worded so above its rows."""

from __future__ import annotations

import pytest

from bilingual.detection import detect

TITLE = "강변 산책로 가로등 교체 시작"
KO = "강변 산책로의 가로등 40개가 이달 안에 새것으로 바뀐다고 구청이 12일 밝혔다. 공사는 두 주 걸린다."
KO2 = "주민들은 지난겨울부터 밤길이 어두워 불편하다고 여러 차례 민원을 넣었다고 말했다."
ROWS = (("구간", "개수", "비용"), ("다리 위", "12", "1,300"), ("공원 앞", "8", "870"))
TABLE = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
COLUMNS = "\n".join("\t".join(row) for row in ROWS)
LABELLED = [
    "<표 1> 구간별 가로등",
    "<표>구간별 가로등",
    "[표] 구간별 가로등",
    "【표 2-1】 구간별 가로등",
    "〈표 3〉구간별 가로등과 비용",
    "표 1. 구간별 가로등",
    "표1：구간별 가로등",
    "表1：各路段的路灯",
    "表格：各路段的路灯",
    "表一、各路段的路灯",
    "（表）各路段的路灯",
    "Table 2. Lamps by section",
]


def _told(page: str, name: str) -> dict[str, tuple[str, bool]]:
    return {row.text: (row.role.value, row.keep) for row in detect(page.encode(), name)}


def _page(inside: str) -> str:
    return f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1><div><p>{KO}</p>{inside}<p>{KO2}</p></div></body></html>"


@pytest.mark.parametrize(
    "inside",
    [
        f"<table><caption>구간별 가로등</caption>{TABLE}</table>",
        f"<figure><figcaption>구간별 가로등</figcaption><table>{TABLE}</table></figure>",
        f"<figure><table>{TABLE}</table><figcaption>구간별 가로등</figcaption></figure>",
    ],
)
def test_an_element_made_for_it_is_the_caption(inside: str) -> None:
    told = _told(_page(inside), "a.html")
    assert told["구간별 가로등"] == ("caption", True)
    assert told["다리 위"] == told["1,300"] == ("body", True)


@pytest.mark.parametrize("line", LABELLED)
def test_a_line_worded_so_above_a_table_is_its_caption(line: str) -> None:
    written = line.replace("<", "&lt;").replace(">", "&gt;")
    assert _told(_page(f"<p>{written}</p><table>{TABLE}</table>"), "a.html")[line] == ("caption", True)
    told = _told(f"{TITLE}\n\n{KO}\n\n{line}\n\n{COLUMNS}\n\n{KO2}\n", "a.txt")
    assert told[line] == ("caption", True)
    assert told[KO2] == ("body", True)


def test_in_a_post_too() -> None:
    table = "| 구간 | 개수 |\n|---|---|\n| 다리 위 | 12 |\n"
    told = _told(f"---\ntitle: {TITLE}\n---\n\n{KO}\n\n[표 1] 구간별 가로등\n\n{table}\n{KO2}\n", "a.md")
    assert told["[표 1] 구간별 가로등"] == ("caption", True)


@pytest.mark.parametrize("line", ["표 1장을 사려고 줄을 섰다", "[표] 가로등을 바꾸는 까닭", "표 2 이야기"])
def test_a_line_above_no_table_is_text(line: str) -> None:
    assert _told(_page(f"<p>{line}</p>"), "a.html")[line] == ("body", True)
    assert _told(f"{TITLE}\n\n{KO}\n\n{line}\n\n{KO2}\n", "a.txt")[line] == ("body", True)
