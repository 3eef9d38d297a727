"""The units beside numbers in Korean, English and Chinese: money, lengths, areas, volumes, weights.

Each word has the units that it may mean: 달러 is a dollar of any country, 파운드 money or weight.  Factors
after the International System of Units and the international yard and pound; 평 after Korean practice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

#: Units that have a size: what they measure, and how much of its base (m, m², l, kg, W, Wh).
SIZES: dict[str, tuple[str, Fraction]] = {
    **{"km": ("length", Fraction(1000)), "m": ("length", Fraction(1)), "cm": ("length", Fraction(1, 100))},
    **{"mm": ("length", Fraction(1, 1000)), "mile": ("length", Fraction("1609.344"))},
    **{"foot": ("length", Fraction("0.3048")), "inch": ("length", Fraction("0.0254"))},
    **{"yard": ("length", Fraction("0.9144")), "sea mile": ("length", Fraction(1852))},
    "li": ("length", Fraction(500)),
    **{"km2": ("area", Fraction(10**6)), "m2": ("area", Fraction(1)), "ha": ("area", Fraction(10**4))},
    **{"acre": ("area", Fraction("4046.86")), "mu": ("area", Fraction(2000, 3))},
    **{"pyeong": ("area", Fraction(400, 121)), "mile2": ("area", Fraction(2589988))},
    "foot2": ("area", Fraction("0.0929")),
    **{"l": ("volume", Fraction(1)), "ml": ("volume", Fraction(1, 1000)), "m3": ("volume", Fraction(1000))},
    **{"gallon": ("volume", Fraction("3.7854")), "barrel": ("volume", Fraction("158.987"))},
    **{"t": ("weight", Fraction(1000)), "kg": ("weight", Fraction(1)), "g": ("weight", Fraction(1, 1000))},
    **{"mg": ("weight", Fraction(1, 10**6)), "lb": ("weight", Fraction("0.45359"))},
    **{"oz": ("weight", Fraction("0.02835")), "jin": ("weight", Fraction(1, 2))},
    **{"kW": ("power", Fraction(1000)), "MW": ("power", Fraction(10**6)), "GW": ("power", Fraction(10**9))},
    "kWh": ("energy", Fraction(1)),
}

_DOLLARS = "USD CAD AUD NZD HKD SGD TWD"
# What a word may mean: the meanings, then the words of Korean, of English and of Chinese.
_WORDS: tuple[tuple[str, str, str, str], ...] = (
    (_DOLLARS, "달러 불", "dollar dollars bucks", ""),
    (
        "USD",
        "미국달러 미국_달러 미달러 미화",
        "US_dollar US_dollars U.S._dollar U.S._dollars American_dollars USD",
        "美元 美金 美圆",
    ),
    ("CAD", "캐나다달러 캐나다_달러", "Canadian_dollar Canadian_dollars CAD", "加元 加拿大元 加币"),
    ("AUD", "호주달러 호주_달러", "Australian_dollar Australian_dollars AUD", "澳元 澳大利亚元 澳币"),
    ("NZD", "뉴질랜드달러 뉴질랜드_달러", "New_Zealand_dollars NZD", "新西兰元 纽元"),
    ("HKD", "홍콩달러 홍콩_달러", "Hong_Kong_dollar Hong_Kong_dollars HKD", "港元 港币 港幣"),
    ("SGD", "싱가포르달러 싱가포르_달러", "Singapore_dollar Singapore_dollars SGD", "新加坡元 新元 新币"),
    (
        "TWD",
        "대만달러 대만_달러",
        "Taiwan_dollar Taiwan_dollars New_Taiwan_dollars TWD",
        "新台币 新臺幣 台币 台幣 元新台币 元新臺幣",
    ),
    # Money of the speaker's own country, so that only a unit that is no such money is another.
    ("? CNY TWD HKD SGD", "", "", "元 块 块钱 塊 塊錢 圆 圓"),
    ("CNY", "위안 위안화", "yuan renminbi RMB CNY", "元人民币 元人民幣 人民币 人民幣"),
    (
        "won",
        "원",
        "won KRW South_Korean_won Korean_won North_Korean_won",
        "韩元 韓元 韩圆 韓圓 韩币 朝元 朝鲜元",
    ),
    ("JPY", "엔 엔화", "yen JPY", "日元 日圆 日圓 日币"),
    ("EUR", "유로 유로화", "euro euros EUR", "欧元 歐元"),
    ("lb GBP EGP LBP SYP", "파운드", "pound pounds", ""),
    ("GBP", "파운드화 영국_파운드", "GBP British_pounds pounds_sterling", "英镑 英鎊"),
    ("RUB", "루블 루블화", "ruble rubles rouble roubles RUB Russian_rubles Russian_roubles", "卢布 盧布"),
    ("KZT", "텡게 텐게", "tenge KZT", "坚戈 堅戈"),
    ("KGS UZS", "솜", "som soms soum sum", "索姆 苏姆"),
    ("INR PKR", "루피", "rupee rupees", "卢比 盧比"),
    ("IDR", "루피아", "rupiah rupiahs", "印尼盾 印尼卢比"),
    ("VND", "베트남_동", "dong Vietnamese_dong", "越南盾"),
    ("THB", "바트 밧", "baht", "泰铢 泰銖"),
    ("peso", "페소", "peso pesos", "比索 披索"),
    ("franc", "프랑 스위스프랑 스위스_프랑", "franc francs Swiss_francs", "法郎 瑞士法郎 瑞郎"),
    ("TRY", "리라", "lira liras", "里拉"),
    ("rial", "리얄 리알", "rial rials riyal riyals", "里亚尔 里亞爾"),
    ("AED", "디르함", "dirham dirhams", "迪拉姆"),
    ("ILS", "셰켈", "shekel shekels", "谢克尔"),
    ("UAH", "흐리우냐 흐리브냐 그리브나", "hryvnia hryvnias", "格里夫纳 格里夫尼亚"),
    ("PLN", "즈워티", "zloty zlotys", "兹罗提"),
    ("krone", "크로나 크로네", "krona kronor krone kroner", "克朗"),
    ("BRL", "헤알", "reais reals", "雷亚尔"),
    ("MNT", "투그릭", "tugrik tugriks tögrög", "图格里克"),
    ("MYR", "링깃", "ringgit", "林吉特 令吉"),
    (
        "km",
        "km ㎞ 킬로미터 km/h",
        "km kilometer kilometers kilometre kilometres kph km/h",
        "km ㎞ 公里 千米 km/h",
    ),
    ("km kg", "킬로", "kilo kilos", ""),
    ("m", "m 미터", "meter meters metre metres", "米 公尺 m"),
    ("m million minute mile", "", "m", ""),
    ("cm", "cm ㎝ 센티미터 센티", "cm centimeter centimeters centimetre centimetres", "cm ㎝ 厘米 公分 釐米"),
    ("mm", "mm ㎜ 밀리미터", "mm millimeter millimeters millimetre millimetres", "mm ㎜ 毫米"),
    ("mm ml", "밀리", "", ""),
    ("mile", "마일", "mile miles mph mi", "英里 哩"),
    ("foot", "피트", "foot feet ft", "英尺 呎"),
    ("inch", "인치", "inch inches", "英寸 吋"),
    ("yard", "야드", "yard yards", "码"),
    ("sea mile", "해리", "nautical_mile nautical_miles", "海里 浬"),
    ("li", "", "li", "里 华里"),
    (
        "km2",
        "㎢ km² km2 제곱킬로미터 제곱㎞ 평방킬로미터",
        "square_kilometer square_kilometers square_kilometre square_kilometres square_km sq_km km² km2",
        "平方公里 平方千米 平方km km² ㎢",
    ),
    (
        "m2",
        "㎡ m² m2 제곱미터 제곱m 평방미터",
        "square_meter square_meters square_metre square_metres square_m sq_m m² m2",
        "平方米 平米 平方公尺 m² ㎡",
    ),
    ("ha", "㏊ ha 헥타르", "hectare hectares ha", "公顷 公頃"),
    ("acre", "에이커", "acre acres", "英亩 英畝"),
    ("mu", "", "mu", "亩 畝 市亩"),
    ("pyeong", "평", "pyeong", "坪"),
    ("mile2", "제곱마일 평방마일", "square_mile square_miles sq_mi", "平方英里"),
    ("foot2", "제곱피트 평방피트", "square_foot square_feet sq_ft", "平方英尺"),
    ("l", "리터 ℓ L", "liter liters litre litres", "升 公升"),
    ("ml", "밀리리터 ㎖ ml", "milliliter milliliters millilitre millilitres ml", "毫升 ml"),
    (
        "m3",
        "㎥ m³ 세제곱미터 입방미터",
        "cubic_meter cubic_meters cubic_metre cubic_metres m³",
        "立方米 立方公尺 m³ ㎥",
    ),
    ("gallon", "갤런", "gallon gallons", "加仑 加侖"),
    ("barrel", "배럴", "barrel barrels", ""),
    ("t", "톤 t", "ton tons tonne tonnes", "吨 噸 公吨 t"),
    ("t trillion", "", "t", ""),
    ("kg", "kg ㎏ 킬로그램", "kg kilogram kilograms kilogramme kilogrammes", "kg ㎏ 公斤 千克"),
    ("g", "그램 g", "gram grams gramme grammes g", "克 g"),
    ("mg", "mg ㎎ 밀리그램", "mg milligram milligrams", "毫克 mg ㎎"),
    ("lb", "", "lb lbs", "磅"),
    ("oz", "온스", "ounce ounces oz", "盎司 安士"),
    ("jin", "", "jin catty catties", "斤 市斤"),
    ("kW", "㎾ kW 킬로와트", "kW kilowatt kilowatts", "千瓦 kW"),
    ("MW", "㎿ MW 메가와트", "MW megawatt megawatts", "兆瓦 MW"),
    ("GW", "GW 기가와트", "GW gigawatt gigawatts", "吉瓦 GW"),
    (
        "kWh",
        "㎾h kWh 킬로와트시",
        "kWh kilowatt-hour kilowatt-hours kilowatt_hours",
        "千瓦时 千瓦時 kWh 度电",
    ),
)
_SIGNS = {
    **{"$": _DOLLARS, "US$": "USD", "U.S.$": "USD", "USD": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD"},
    **{"AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "€": "EUR"},
    **{"EUR": "EUR", "£": "GBP EGP LBP SYP", "¥": "CNY JPY", "￥": "CNY JPY", "₩": "won", "￦": "won"},
    **{"KRW": "won", "RMB": "CNY", "CNY": "CNY", "₽": "RUB", "₹": "INR PKR", "₸": "KZT", "₴": "UAH"},
}
# Letters with which a word goes on to another one.
_GOES_ON = {
    "원": "칙자격래천형점료작본탁전로",
    "평": "균방가소생일화양년론판안상",
    "불": "법만안가교꽃",
    "솜": "씨사",
    "유로": "존파",
    "킬로": "와칼바헤리",
    "엔": "진지딩터트",
    "米": "尔兰国其斯粒饭粉线面",
    "里": "约程拉昂面的氏",
    "克": "拉隆里服制罗林斯朗",
    "码": "头",
    "升": "级至到",
    "块": "地石头板",
    "圆": "桌形",
    "元": "旦首帅老素件年代朝",
    "斤": "斤",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit beside a number: what it may mean, whether that is sure, and where it begins and ends."""

    means: frozenset[str]
    sure: bool
    start: int
    end: int


_MEANINGS: tuple[dict[str, frozenset[str]], ...] = ({}, {}, {})
for _means, *_columns in _WORDS:
    for _table, _column in zip(_MEANINGS, _columns, strict=True):
        _table.update((_word.replace("_", " "), frozenset(_means.split())) for _word in _column.split())
_SIGN_MEANINGS = {sign: frozenset(means.split()) for sign, means in _SIGNS.items()}


def _word_pattern(word: str) -> str:
    spaced = re.escape(word).replace(r"\ ", r"[ -]")
    if word[-1].isascii():
        return spaced + r"(?![A-Za-z²³]|[23](?![0-9]))"
    return spaced + (f"(?![{_GOES_ON[word]}])" if word in _GOES_ON else "")


def _after(language: int) -> re.Pattern[str]:
    words = sorted(_MEANINGS[language], key=len, reverse=True)
    any_word = "|".join(_word_pattern(word) for word in words)
    vague = (r"(?:여|남짓)?[ ]?", r"(?:[ -]|(?<![A-Za-z]))", r"[多余餘来來]?[ ]?")[language]
    starts = "".join(sorted({re.escape(word[0]) for word in words}))
    return re.compile(f"{vague}(?P<unit>(?=[{starts}])(?:{any_word}))")


_COLUMNS = {"ko": 0, "en": 1, "zh-Hans": 2, "zh-Hant": 2}
_AFTER = tuple(_after(language) for language in range(3))
_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:" + "|".join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True)) + r")[ ]?$"
)
_SIGN_ENDS = frozenset(sign[-1] for sign in _SIGNS)


def unit_beside(text: str, start: int, end: int, language: str) -> Unit | None:
    """The unit of the number at ``start`` to ``end`` of ``text``, a plain text; None for no known one.

    ``language`` is ``ko``, ``en``, ``zh-Hans`` or ``zh-Hant``.  A sign before the number outranks a word
    after it.  A numeral may have its counter in it (三吨, 5t), so the unit begins after or in it.
    """
    if start and text[max(0, start - 2) : start].rstrip()[-1:] in _SIGN_ENDS:
        head = text[max(0, start - 6) : start]
        if sign := _BEFORE.search(head):
            return Unit(_SIGN_MEANINGS[sign[0].rstrip()], True, start - len(sign[0]), start)
    column = _COLUMNS[language]
    table, pattern = _MEANINGS[column], _AFTER[column]
    for at in range(max(start + 1, end - 4), end + 1):
        if found := pattern.match(text, at):
            word = found["unit"]
            # Two thousand metres, not two kilometres: the numeral has the 千.
            if at < end and word[0] == "千":
                continue
            means = table.get(word) or table[word.replace("-", " ")]
            return Unit(means, "?" not in means, found.start("unit"), found.end())
    return None
