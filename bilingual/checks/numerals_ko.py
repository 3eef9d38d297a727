"""The numbers of a Korean text: figures, scale words, native and Sino-Korean numerals with counters.

Grammar after the National Institute of Korean Language's rules for numerals: native numerals (하나, 둘 …)
count with a counter after them, Sino-Korean ones (일, 이 …) take scale words and counters alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from bilingual.checks.figures import (
    AFTER,
    BEFORE,
    SHARED,
    STARTS,
    Reader,
    group,
    item,
    lookup,
    may,
    nothing,
    scan,
)
from bilingual.checks.quantities import (
    DIGITS,
    JOINT,
    Quantity,
    Strength,
    chain,
    clock,
    number,
    short_year,
    values,
)

_SINO = {c: n for n, c in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_ONES = {
    **{"한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4},
    **{"다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9},
}
_TENS = {
    **{"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40},
    **{"쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90},
}
_OLD = {"석": 3, "넉": 4}
_GUESSES = {
    **{
        "한두": (1, 2),
        "두세": (2, 3),
        "두서너": (2, 3),
        "서너": (3, 4),
        "너댓": (4, 5),
        "네댓": (4, 5),
        "네다섯": (4, 5),
    },
    **{"대여섯": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8), "두어": (2,)},
}
_DAYS = {"사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10}
_PAIRS = {"이틀": 2, "하루": 1, "쌍둥이": 2, "둘": 2, "셋": 3, "넷": 4, "하나": 1}
_ORDINALS = {"첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5, "여섯째": 6, "일곱째": 7, "여덟째": 8}

# Written onto the numeral: counters that make no other word with 두, 세 or 네 (세대 is a generation).
_TIGHT = (
    "번째 명 번 개국 개월 개 살 가지 달 차례 마리 사람 곳 배 시간 시 군데 돌 쌍 권 척 그루 켤레 자루 송이"
)
_LOOSE = (
    "분 대 장 채 잔 병 해 주 주일 팀 나라 국가 도시 편 쪽 종류 부분 건 통 줄 그룹 단계 자리 골 경기 세트 판 "
    "시즌 세대 세기 학교 회사 업체 기관 지역 마을 아이 자녀 아들 딸 형제 자매 남성 여성 여자 남자 소년 소녀 "
    "학생 선수 후보 정당 은행 층 방 갈래 모금 끼 발 손 다리 바퀴 걸음 방울 조각 그릇 포기 벌 모 접 축 톨"
)
# Sino-Korean numerals count time, money and measures, and in the press people and things too.
_SINO_COUNTERS = (
    "년 년간 개월 월 일 일간 주 주년 세기 세 분 초 도 원 달러 유로 엔 위안 파운드 루블 명 인 개 대 호 층 번 "
    "회 차 위 등 점 퍼센트 프로 킬로미터 킬로 미터 톤 리터 그램 평 배 가구 마리 곳 건 종 척 년대 개국 마일"
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# A scale word, unless another word begins there (3조각, 5경기, 2천연가스).
_SCALE = (
    r"(?:십(?!자|대들)|백(?!화|악|신|인종)|천(?!연|장|재|국|막|체|문|사\b)|만(?!큼|찬|나[ 며고]|화)"
    r"|억(?!제|압|울)|조(?!각|합|항|직|선|치|건|사|국|약)|경(?!축|기|우|찰|쟁|로|제|계|력|험|영))"
)
_SPELLED = "[일이삼사오육륙칠팔구십백천만억조]"
_NATIVE_STARTS = "".join(sorted({word[0] for word in ("보름", *_ONES, *_TENS, *_GUESSES, *_DAYS, *_PAIRS)}))
_TOKEN = re.compile(
    rf"""
    {STARTS}(?:
    {BEFORE}
  | (?P<share>(?P<below>{DIGITS}{_SCALE}*)\s?분의\s?(?P<above>{DIGITS}{_SCALE}*))
  | (?P<event>(?<![0-9.])(?P<event_month>[0-9]{{1,2}})[.·・‧∙](?P<event_day>[0-9]{{1,2}})
      \s?(?:절|전쟁|운동|사태|혁명|선언|합의|항쟁|테러))
  | (?P<each>(?<![0-9.,])1(?=인당|야당|\s?(?:달러|유로|파운드|위안|엔)(?:당|에|[=＝]|[는은]\s?[0-9])))
  | (?P<hour>(?<![0-9.,])(?P<oclock>[0-9]{{1,2}})\s?시(?!간|즌|리즈|장|민|군|의원|도)(?P<past>\s?반)?)
  | (?P<scaled>{DIGITS}\s?(?:여\s?)?{_SCALE}+
      (?:\s?[0-9]{{1,4}}(?:,[0-9]{{3}})?(?:\.[0-9]+)?\s?{_SCALE}+)*
      (?:[0-9]{{1,3}}\.[0-9]+(?![0-9,.:])|\s?(?:[0-9]{{1,4}}|[0-9],[0-9]{{3}})(?![0-9,.:]))?)
  | (?P<decade>['’‘]?(?<![0-9.,])(?P<tens>[0-9]{{2}})
      (?:년대?(?!간|\s?동안|\s?[전후만]|[가-힣]*\s?만에)|(?=\s?{JOINT}\s?[0-9]{{2}}년대)))
  | (?P<tenths>(?P<tenth>[0-9])할(?!인))
  | {AFTER}
    )
  | (?=[영마절정자])(?:
    (?P<cold>(?:영하|마이너스)\s?(?P<degrees>{DIGITS})(?:\s?(?:도|℃)?\s?{JOINT}\s?(?P<colder>{DIGITS}))?)
  | (?P<middle>절반)
  | (?P<noon>정오|자정)
    )
  | (?<![가-힣])(?=[{_NATIVE_STARTS}수몇십
      첫둘셋넷양반석넉제일이삼사오육륙칠팔구백천만억조])(?:
    (?P<idiom>일석이조|일거양득)
  | (?P<of_ten>열에\s(?P<so_many>{_any(_ONES)}))
  | (?P<vague>(?:수|몇|몇몇)\s?[십백천만억조]{{1,8}} | 십수\s?[만억]?)
  | (?P<guess>(?:{_any(_GUESSES)})(?=\s|[가-힣]))
  | (?P<tens_old>[육칠팔구]순(?!구개|위|서|간|차|환|수|한))
  | (?P<share_spelled>(?P<under_spelled>{_SPELLED}+)\s?분의\s?(?P<over_spelled>{_SPELLED}+))
  | (?P<ordinal>(?:{_any(_ORDINALS)}))
  | (?P<native>(?:(?P<ten>{_any(_TENS)})\s?)?(?P<one>{_any(_ONES)})?
      (?:(?P<counter>(?<=[가-힣])(?:{_any(_TIGHT.split())})|\s(?:{_any((_TIGHT + " " + _LOOSE).split())}))
        |(?P<noun>\s(?=[가-힣]))|(?P<alone>(?<=[섯곱덟홉물]))))
  | (?P<old>(?P<old_one>[석넉])\s?(?:달|장|잔|대)(?![가-힣]{{2}}))
  | (?P<sino>(?:제)?(?P<body>{_SPELLED}{{0,24}}[십백천만억]{_SPELLED}{{0,24}})(?P<about>여)?
      (?:(?P<unit>\s?(?:{_any(_SINO_COUNTERS.split())}))|(?P<bare>\s(?=[가-힣]))))
  | (?P<first>첫)
  | (?P<days>(?:{_any(_DAYS)}))
  | (?P<pair>(?:{_any(_PAIRS)}))
  | (?P<fortnight>보름(?!달))
  | (?P<both>양(?:\s(?=[가-힣])|국|측|쪽|당|자|팀|대|손|발|면|군|사|강|사람))
  | (?P<half>반(?=년|세기|나절|값|\s|쯤|으로|을|이|의|만))
    )
    """,
    re.VERBOSE,
)
_RISING = re.compile(r"([^만억]*(?:만(?=\s?[0-9][0-9,.십백천]*[억조])|억(?=\s?[0-9][0-9,.십백천만]*조)))")
_HALF_DAY = re.compile(r"(오전|오후|새벽|아침|저녁)\s?$")


def numbers_ko(text: str) -> tuple[Quantity, ...]:
    """The numbers of a Korean text, in order."""
    return scan(text, _TOKEN, _READERS)


def _value(text: str) -> Fraction:
    return chain(text, _SINO, _SMALL, _LARGE)


def _share(match: re.Match[str]) -> list[Quantity]:
    bottom = _value(match["below"])
    return [item(match, _value(match["above"]) / bottom)] if bottom else []


def _share_spelled(match: re.Match[str]) -> list[Quantity]:
    bottom = _value(match["under_spelled"])
    share = _value(match["over_spelled"]) / bottom if bottom else Fraction(0)
    return [item(match, share, strength=Strength.WORD)] if share else []


def _guess(match: re.Match[str]) -> list[Quantity]:
    return [item(match, value, strength=Strength.MAY) for value in _GUESSES[match.group()]]


def _event(match: re.Match[str]) -> list[Quantity]:
    """6·25 전쟁: many a language names such a day without its date."""
    return [group(match, "event_month", may=True), group(match, "event_day", may=True)]


def _old(match: re.Match[str]) -> list[Quantity]:
    return [item(match, _OLD[match["old_one"]], strength=Strength.WORD)]


def _tenths(match: re.Match[str]) -> list[Quantity]:
    value = number(match["tenth"])
    return [item(match, value * 10, value / 10)]


def _cold(match: re.Match[str]) -> list[Quantity]:
    items = [item(match, -number(match["degrees"]))]
    if match["colder"]:
        end = match.start("colder") - match.start()
        first = Quantity(match.group()[:end].rstrip(), match.start(), items[0].readings)
        value = number(match["colder"])
        items = [first, group(match, "colder", -value, value)]
    return items


def _hour(match: re.Match[str]) -> list[Quantity]:
    when = _HALF_DAY.search(match.string[max(0, match.start() - 3) : match.start()])
    half = "" if not when else "pm" if when[1] in ("오후", "저녁") else "am"
    items = [item(match, *clock(number(match["oclock"]), half))]
    if match["past"]:
        items.append(group(match, "past", 30, Fraction(1, 2), may=True))
    return items


def _scaled(match: re.Match[str]) -> list[Quantity]:
    text, start = match.group(), match.start()
    readings = [_value(text)]
    before = match.string[max(0, start - 1) : start]
    if re.fullmatch(r"[0-9]+조", text):
        readings = readings[:0] if before == "제" else readings
        readings.append(number(text[:-1]))
    if lower := _RISING.match(text):
        # 656만 9천억 is no number: within one, the scale words go down.
        end = lower.end(1)
        rest = text[end:].lstrip()
        return [
            Quantity(piece, start + text.rindex(piece), values(_value(piece))) for piece in (text[:end], rest)
        ]
    last = next((char for char in reversed(text) if char in "십백천만억조경"), "")
    scale = (_SMALL | _LARGE).get(last, 1) if text[-1] == last else 1
    if scale >= 10**3:
        tail = re.search(r"[십백천만억조경]+$", text)
        scale = int(_value(tail.group())) if tail else scale
    pieces = re.split(r"(?<=[십백천만억조])\s+(?=[0-9])", text)
    parts: list[Quantity] = []
    at = 0
    for piece in pieces if len(pieces) > 1 else ():
        at = text.index(piece, at)
        parts.append(Quantity(piece, start + at, values(_value(piece))))
        at += len(piece)
    return [Quantity(text, start, values(*readings), Strength.DIGITS, tuple(parts), scale)]


def _decade(match: re.Match[str]) -> list[Quantity]:
    return [item(match, *short_year(number(match["tens"])))]


def _native(match: re.Match[str]) -> list[Quantity]:
    ten, one = match["ten"], match["one"]
    value = _TENS.get(ten or "", 0) + _ONES.get(one or "", 0)
    if not value or (ten and not one and not match["counter"]):
        return []
    counter = (match["counter"] or "").strip()
    if value > 1 and counter and not (value == 2 and counter in ("배", "번째")):
        readings = clock(Fraction(value)) if counter == "시" and value <= 12 else (value,)
        return [item(match, *readings, strength=Strength.WORD)]
    return [item(match, value, strength=Strength.MAY)]


def _sino(match: re.Match[str]) -> list[Quantity]:
    body = match["body"]
    value = _value(body)
    sure = (
        match["bare"] is None
        and len(body) > 1
        and not match["about"]
        and body[0] not in "조억"
        and not body.startswith("만")
    )
    return [item(match, value, strength=Strength.WORD if sure else Strength.MAY)]


def _of_ten(match: re.Match[str]) -> list[Quantity]:
    """열에 아홉, nine of ten, which others say in tenths."""
    ten = Quantity("열", match.start(), values(10), Strength.MAY)
    value = _ONES[match["so_many"]]
    return [ten, Quantity(match["so_many"], match.start("so_many"), values(value, value * 10), Strength.MAY)]


def _idiom(match: re.Match[str]) -> list[Quantity]:
    """One stone, two birds; another language's saying may count otherwise."""
    at = match.start()
    return [Quantity(match.group()[n : n + 1], at + n, values(n // 2 + 1), Strength.MAY) for n in (0, 2)]


_READERS: dict[str, Reader] = {
    **SHARED,
    "idiom": _idiom,
    "of_ten": _of_ten,
    "vague": nothing,
    "share": _share,
    "share_spelled": _share_spelled,
    "guess": _guess,
    "event": _event,
    "each": may(1),
    "old": _old,
    "tenths": _tenths,
    "cold": _cold,
    "hour": _hour,
    "scaled": _scaled,
    "decade": _decade,
    "native": _native,
    "ordinal": lookup(_ORDINALS, Strength.MAY),
    "tens_old": lookup({"육순": 60, "칠순": 70, "팔순": 80, "구순": 90}, Strength.WORD),
    "sino": _sino,
    "first": may(1),
    "days": lookup(_DAYS, Strength.WORD),
    "pair": lookup(_PAIRS, Strength.MAY),
    "fortnight": may(15, 2, Fraction(1, 2)),
    "both": may(2),
    "middle": may(Fraction(1, 2), 50, 30),
    # 반년 is six months.
    "half": may(Fraction(1, 2), 50, 30, 6),
    "noon": may(12, 0, 24),
}
