"""The numbers of a Chinese text of either script: figures, scale words, numerals with classifiers."""

from __future__ import annotations

import re
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

_FIGURES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_SIMPLE = str.maketrans(
    "萬億兩個餘幾數點時倍週禮來對雙單國紀兒號歲條隻張輛間種屆",
    "万亿两个余几数点时倍周礼来对双单国纪儿号岁条只张辆间种届",
)

# What Han numerals count: classifiers, and nouns that take a numeral without one.
_CLASSIFIERS = (
    "个 名 人 位 只 头 匹 条 件 次 场 起 辆 架 艘 座 栋 所 家 间 张 本 部 台 支 枝 把 块 "
    "片 颗 粒 枚 棵 株 朵 种 类 项 份 封 篇 首 幅 副 套 组 批 群 队 层 届 期 轮 章 节 句 "
    "段 步 点 岁 年 月 日 天 周 小时 时 分钟 分 秒 代 世纪 倍 成 元 美元 欧元 英镑 韩元 日元 "
    "卢布 块钱 国 省 市 县 州 区 号 路 杯 瓶 碗 顿 杆 箱 袋 盒 包 桶 吨 公斤 千克 克 斤 "
    "公里 千米 米 英里 英尺 英寸 厘米 毫米 升 度 亩 公顷 平方 立方 双 排 串 束 枪 炮 遍 趟 回 "
    "番 阵 胎 站 员 球 局 盘 胜 兄弟 姐妹 晚 刻 万 亿 轨 折 卷 集 幕 档 系列 阶段 方面 部分 "
    "版 桩 宗 例 笔 款 滴 股 团 伙 丝 缕 页 词"
)
_CLASS = "|".join(sorted(_CLASSIFIERS.split(), key=len, reverse=True))

# 70至80年代: the first of two decades.
_OTHER_DECADE = rf"(?=(?:至|到|、|和|{JOINT})\s?[0-9]{{2}}\s?年代)"
_MONEY = "(?:[美欧日]元|英镑|人民币)"
_HAN = "零〇一二两三四五六七八九十百千万亿"
# A scale word, unless another word begins there (5千克, 20万能, 3十字).
_SCALE = (
    r"(?:十(?!字)|百(?!帕|度|货|姓)|千(?![克米瓦卡伏赫兆字升帕焦牛])|万(?![维能圣])|亿"
    r"|兆(?![赫瓦字比帕焦欧]))"
)
_VAGUE = "多|余|几|来"
# 点 and 时 that are no hour: 3点间隔, 2时期.
_HOUR = r"\s?[点时](?![间候期代空机差速光尚装常而区刻段评名球心子])"
_TOKEN = re.compile(
    rf"""
    {STARTS}(?:
    {BEFORE}
  | (?P<each>(?<![0-9.,])1(?=\s?{_MONEY}\s?[兑合=])|(?<=[兑=])\s?1(?=\s?{_MONEY}))
  | (?P<share>(?P<below>{DIGITS}{_SCALE}*)\s?分之\s?(?P<above>{DIGITS}{_SCALE}*|[{_HAN}]+))
  | (?P<hour>(?<![0-9.,])(?P<oclock>[0-9]{{1,2}}){_HOUR}(?P<past>\s?半)?)
  | (?P<age>(?<![0-9.,])(?P<century>[0-9]{{1,2}})\s?世纪\s?(?P<tens>[0-9]{{2}}|[{_HAN}]+)\s?
      (?:年代|{_OTHER_DECADE}))
  | (?P<scaled>{DIGITS}\s?(?:{_VAGUE})?\s?{_SCALE}+(?:\s?[0-9]+(?:\.[0-9]+)?\s?{_SCALE}+)*
      (?:[0-9]{{1,4}}(?![0-9,.:]))?)
  | (?P<decade>['’‘]?(?<![0-9.,])(?P<ten_years>[0-9]{{2}})\s?(?:年代|{_OTHER_DECADE}))
  | (?P<off>(?P<paid>{DIGITS})\s?折(?![叠旧合]))
  | (?P<tenths>(?P<tenth>[0-9])\s?成(?![立为功本员果长交]))
  | {AFTER}
    )
  | (?=[数成上好几若{_HAN}周星礼负第半双俩翻加首单唯青少正中午腊冬初廿])(?:
    (?P<upto>上\s?(?P<nearly>[十百千万亿]+)(?!上))
  | (?P<vague>(?:数以|成|上|好几|数|几|若干)\s?[十百千万亿]+(?:上[百千万]+)? | [{_HAN}]*十几[百千万亿]*
      | (?:周|星期|礼拜)[一二三四五六] | 十分(?![之钟]) | 万一 | 千方百计 | 百分百
      | 十字 | [三五]角(?=[形洲大地铁度龙恋债]) | 四[处周季海] | 三明治 | 三文鱼 | 五花 | 六合 | 七夕 | 八卦)
  | (?P<share_han>(?P<below_han>[{_HAN}]+)\s?分之\s?(?P<above_han>{DIGITS}|[{_HAN}]+))
  | (?P<cold>(?:零下|负)\s?(?P<degrees>{DIGITS}|[{_HAN}]+)
      (?:\s?(?:摄氏)?[度℃]?\s?(?:{JOINT}|至|到)\s?(?P<colder>{DIGITS}))?)
  | (?P<event>(?P<event_month>[一二三四五六七八九])(?P<event_day>[一二三四五六七八九]{{1,2}})
      (?=运动|革命|事变|事件|战争|起义|民主化?|抗争|惨案|政变|運動|事變|戰爭|起義|抗爭|慘案|政變))
  | (?P<lunar_month>正月|冬月|腊月)
  | (?P<lunar_day>(?<=月)(?:初(?P<first_ten>[一二三四五六七八九十])|廿(?P<past_twenty>[一二三四五六七八九]?)
      |(?P<later_day>二?十[一二三四五六七八九]?|三十))(?![日个多余天{_HAN}]))
  | (?P<tens_old>(?P<decades>[六七八九])旬)
  | (?P<half_point>半(?=个百分点))
  | (?P<noon>正午|中午|午夜|零[时点])
  | (?P<hour_han>(?P<oclock_han>[一二两三四五六七八九十]{{1,3}}){_HOUR}(?P<past_han>\s?半)?)
  | (?P<age_han>(?P<century_han>[{_HAN}]+)\s?世纪\s?(?P<tens_han>[0-9]{{2}}|[{_HAN}]+)\s?年代)
  | (?P<spelled>(?P<rank>第)?(?P<body>[{_HAN}]+)(?P<around>{_VAGUE})?(?P<scale>[万亿]+)?
      (?P<counter>\s?(?:{_CLASS}))?)
  | (?P<half>半)
  | (?P<both>双|俩|翻了?一?番|翻倍|加倍)
  | (?P<first>首|单|唯一)
  | (?P<young>青?少年)
    )
    """,
    re.VERBOSE,
)
_GROWN = re.compile(r"[增翻涨漲长長升多高大快][加长長大高至到]?了?(?:近|约|將近|将近|超过)?$")
_PM = ("下午", "傍晚")
_AM = ("上午", "凌晨", "清晨", "早上", "早晨")


# 两人 and 两国 may be "they"; these count.
_COUNTED = frozenset("名枚辆架艘例宗座")
_RANKED = re.compile("季度|[大高长多][^\\W0-9]|[名位届]")
_PLAN = re.compile("十([一二三四五六])五")
_GUESS = re.compile(r"([一二两三四五六七八])([二三四五六七八九])([十百千万亿]*)")


def numbers_zh(text: str) -> tuple[Quantity, ...]:
    """The numbers of a Chinese text, in order."""
    return scan(text.translate(_SIMPLE), _TOKEN, _READERS)


def _value(text: str) -> Fraction:
    return chain(text, _FIGURES, _SMALL, _LARGE)


def _strength(text: str) -> Strength:
    return Strength.DIGITS if any("0" <= char <= "9" for char in text) else Strength.WORD


def _share(match: re.Match[str]) -> list[Quantity]:
    return _divided(match, match["below"], match["above"])


def _share_han(match: re.Match[str]) -> list[Quantity]:
    return _divided(match, match["below_han"], match["above_han"])


def _divided(match: re.Match[str], below: str, above: str) -> list[Quantity]:
    """三分之二, and 百分之五十, which is said in percent everywhere else."""
    bottom = Fraction(1) if below == "百" else _value(below)
    return [item(match, _value(above) / bottom, strength=_strength(below + above))] if bottom else []


def _cold(match: re.Match[str]) -> list[Quantity]:
    value = _value(match["degrees"])
    # Below zero is no manner of speaking, in whatever figures.
    strength = Strength.DIGITS if match.group().startswith("零下") else _strength(match["degrees"])
    if not match["colder"]:
        return [item(match, -value, strength=strength)]
    end = match.start("colder") - match.start()
    first = Quantity(match.group()[:end].rstrip(), match.start(), values(-value), strength)
    colder = number(match["colder"])
    return [first, group(match, "colder", -colder, colder)]


def _half_day(match: re.Match[str]) -> str:
    before = match.string[: match.start()][-3:].rstrip()
    return "pm" if before.endswith(_PM) else "am" if before.endswith(_AM) else ""


def _hour(match: re.Match[str]) -> list[Quantity]:
    items = [item(match, *clock(number(match["oclock"]), _half_day(match)))]
    if match["past"]:
        items.append(group(match, "past", 30, Fraction(1, 2), may=True))
    return items


def _hour_han(match: re.Match[str]) -> list[Quantity]:
    """An hour in Han; without the part of the day, 三点 is as often three points and never alarms."""
    half = _half_day(match)
    strength = Strength.WORD if half else Strength.MAY
    items = [item(match, *clock(_value(match["oclock_han"]), half), strength=strength)]
    if match["past_han"]:
        items.append(group(match, "past_han", 30, Fraction(1, 2), may=True))
    return items


def _age(match: re.Match[str]) -> list[Quantity]:
    return _decade_of(match, match["century"], match["tens"])


def _age_han(match: re.Match[str]) -> list[Quantity]:
    return _decade_of(match, match["century_han"], match["tens_han"])


def _decade_of(match: re.Match[str], century: str, tens: str) -> list[Quantity]:
    """20世纪80年代: the 1980s; the century may also be said by itself, and 六七十年代 are two decades."""
    age = _value(century)
    said = Quantity(century, match.start(), values(age), Strength.MAY)
    guess = _GUESS.fullmatch(tens)
    decades = [_FIGURES[guess[n]] * 10 for n in (1, 2)] if guess else [_value(tens)]
    strength = _strength(tens)
    return [*(item(match, (age - 1) * 100 + years, years, strength=strength) for years in decades), said]


def _scaled(match: re.Match[str]) -> list[Quantity]:
    text = match.group()
    tail = re.search(r"[十百千万亿兆]+$", text)
    scale = int(_value(tail.group())) if tail else 1
    readings = values(_value(text))
    if "兆" in text:
        # A million on the mainland, 10^12 in Taiwan.
        readings = values(readings[0], _value(text.replace("兆", "百万")))
    return [Quantity(text, match.start(), readings, Strength.DIGITS, (), scale)]


def _decade(match: re.Match[str]) -> list[Quantity]:
    return [item(match, *short_year(number(match["ten_years"])))]


def _tenths(match: re.Match[str]) -> list[Quantity]:
    value = number(match["tenth"])
    return [item(match, value * 10, value / 10)]


def _off(match: re.Match[str]) -> list[Quantity]:
    """8折: a fifth off, 80 percent; 85折 likewise."""
    value = number(match["paid"])
    return [item(match, value, *_reduced(value))]


def _reduced(value: Fraction) -> tuple[Fraction, ...]:
    percent = value * 10 if value < 10 else value
    return percent, 100 - percent, percent / 100


def _half(match: re.Match[str]) -> list[Quantity]:
    """半, which may also be 30 minutes or fifty percent; 半个月 is 15 days."""
    after = match.string[match.end() : match.end() + 2]
    days = (15, 2) if after.startswith(("个月", "月")) else (6,) if after.startswith("年") else ()
    return [item(match, Fraction(1, 2), 50, 30, *days, strength=Strength.MAY)]


def _spelled(match: re.Match[str]) -> list[Quantity]:
    body, counter = match["body"], (match["counter"] or "").strip()
    after = match.string[match.end() : match.end() + 1]
    value = _value(body + (match["scale"] or ""))
    figures = [char for char in body if char in _FIGURES]
    units = len(figures) < len(body) or bool(match["scale"])
    may_only = Strength.MAY
    if counter == "倍" and _GROWN.search(match.string, max(0, match.start() - 6), match.start()):
        # 增加了一倍, grown by as much again, is twice; 增长两倍 is said of twice and of three times.
        strength = may_only if value <= 2 else Strength.WORD
        return [item(match, value, value + 1, strength=strength)]
    if value <= 1:
        return [item(match, value, strength=may_only)] if value else []
    if match.string.startswith("头", match.start() - 1) and match.start():
        # 21世纪头十年 are the 2000s.
        return [item(match, value, strength=may_only)]
    if match["rank"]:
        sure = value > 2 or _RANKED.match(match.string, match.start() + 2)
        return [item(match, value, strength=Strength.WORD if sure else may_only)]
    if counter == "折" and value < 100:
        return [item(match, value, *_reduced(value), strength=may_only)]
    if counter == "成":
        more = 5 if after == "半" else 0
        return [item(match, value * 10 + more, value / 10 + Fraction(more, 100), strength=may_only)]
    if body.startswith("十") and (guess := _GUESS.fullmatch(body[1:])) and counter not in ("", "期", "时"):
        # 十四五岁: one or the other.
        return [item(match, 10 + _FIGURES[guess[n]], strength=may_only) for n in (1, 2)]
    if plan := _PLAN.fullmatch(body):
        # “十四五”规划: the 14th of the five-year plans.
        figure, at = 10 + _FIGURES[plan[1]], match.start()
        return [
            Quantity(body[:2], at, values(figure), Strength.WORD),
            Quantity(body[2:], at + 2, values(5), may_only),
        ]
    if guess := _GUESS.fullmatch(body):
        # 三四个, 二三十: two figures side by side leave the number open.
        scale = _value(guess[3]) or 1
        return [item(match, _FIGURES[guess[n]] * scale, strength=may_only) for n in (1, 2)]
    if len(figures) == len(body) > 1:
        # 二〇二二年 is a year by position.
        if len(body) == 4 and (counter == "年" or after == "年"):
            return [item(match, value, strength=Strength.WORD)]
        return [item(match, value, strength=may_only)]
    if counter == "年" and after == "代":
        return [item(match, *short_year(value), strength=Strength.WORD)]
    if body == "两" and counter in _COUNTED:
        return [item(match, value, strength=Strength.WORD)]
    if body == "两" or (counter == "倍" and value == 2):
        return [item(match, value, strength=may_only)]
    if not counter and not (units and len(body) >= 3):
        return [item(match, value, strength=may_only)]
    if body[0] in "百千万亿":
        return [item(match, value, strength=may_only)]
    return [item(match, value, strength=Strength.WORD)]


def _event(match: re.Match[str]) -> list[Quantity]:
    """三一运动, 九一八事变: a month and a day, which many name without its date."""
    day = chain(match["event_day"], _FIGURES, _SMALL, _LARGE)
    month = Quantity(
        match["event_month"], match.start(), values(_FIGURES[match["event_month"]]), Strength.MAY
    )
    return [month, Quantity(match["event_day"], match.start("event_day"), values(day), Strength.MAY)]


def _tens_old(match: re.Match[str]) -> list[Quantity]:
    """九旬老人: in their nineties."""
    return [item(match, _FIGURES[match["decades"]] * 10, strength=Strength.WORD)]


def _lunar_day(match: re.Match[str]) -> list[Quantity]:
    """正月十五, 五月初五, 腊月廿三: a day of the lunar calendar needs no 日 after it."""
    day = _value(match["first_ten"] or match["later_day"] or f"二十{match['past_twenty']}")
    return [item(match, day, strength=Strength.WORD if day > 1 else Strength.MAY)]


def _half_point(match: re.Match[str]) -> list[Quantity]:
    return [item(match, Fraction(1, 2), strength=Strength.WORD)]


def _upto(match: re.Match[str]) -> list[Quantity]:
    """上百万 comes near to a million, and may well stand for one."""
    return [item(match, _value(match["nearly"]), strength=Strength.MAY)]


_READERS: dict[str, Reader] = {
    **SHARED,
    "upto": _upto,
    "vague": nothing,
    "share": _share,
    "share_han": _share_han,
    "cold": _cold,
    "hour": _hour,
    "hour_han": _hour_han,
    "age": _age,
    "age_han": _age_han,
    "scaled": _scaled,
    "decade": _decade,
    "spelled": _spelled,
    "half": _half,
    "off": _off,
    "each": may(1),
    "event": _event,
    "lunar_month": lookup({"正月": 1, "冬月": 11, "腊月": 12}, Strength.MAY),
    "lunar_day": _lunar_day,
    "tens_old": _tens_old,
    "half_point": _half_point,
    "both": may(2),
    "first": may(1),
    "young": may(10),
    "tenths": _tenths,
    "noon": may(12, 0, 24),
}
