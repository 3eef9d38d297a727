"""Terms of Chinese texts: ``集体安全条约组织（CSTO）``, ``（简称“集安组织”）``, ``总统托卡耶夫``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.chinese_scripts import converted
from bilingual.terminology.folding import is_han
from bilingual.terminology.mining.sightings import Sighting
from bilingual.terminology.mining.vocabulary import AGENCIES, LATIN_NO_TERM

_HEAD = (
    "组织|組織|联盟|聯盟|联合体|聯合體|同盟|协会|協會|委员会|委員會|理事会|理事會|基金会|基金|银行|銀行|机构|機構|论坛|論壇|集团|"
    "集團|公司|共和国|共和國|大学|大學|研究所|研究院|中心|总局|總局|管理局|情报局|調查局|调查局|署|法院|公约|公約|协定|協定|条约|"
    "條約|议会|議會|大会|大會|峰会|峰會|会议|會議|党|黨|军|軍|部队|部隊|运动|運動|阵线|陣線|通讯社|通訊社|电视台|日报|日報|新闻社|"
    "社|指数|指數|总值|總值|智能|系统|系統|病毒|疫苗|疾病预防控制中心|国家|體|体|局|院|会|會"
)
_GLOSS = re.compile(rf"([\u4e00-\u9fff·]{{2,28}}?(?:{_HEAD}))[”」》]?[(（]([^()（）\n]{{2,90}})[)）]")
_SHORT = re.compile(
    r"^(?:以下)?(?:简称|簡稱|又称|又稱|即)(?:为|為)?\s*[:：]?\s*[“‘「《\"']?([\u4e00-\u9fffA-Za-z·]{2,16})[”’」》\"']?$"
)
_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z&.\-]{1,9}(?:-?\d{1,3})?|[A-Z]{1,3}\d{1,2}")
_NAME = re.compile(r"[A-Z][\w.'’\-]*(?:\s(?:[A-Z][\w.'’\-]*|of|the|and|for|on|in|to|&)){1,11}")
# A name begins after these: particles, prepositions, verbs that govern it.
_BEFORE = re.compile(
    r".*(?:的|了|是|在|和|与|與|及|以及|由|对|對|向|将|將|为|為|从|從|被|把|至|据|據|称|稱|说|說|到|等|或|让|讓|给|給|同|跟|于|於|"
    r"出席|参加|參加|加入|退出|访问|訪問|成立|组建|主导|主導|领导的|宣布|批准|支持|反对|反對|要求|呼吁|呼籲|通过|通過|批评|批評|指责|举行|"
    r"举办|召开|召開|包括|作为|作為|属于|屬於|成为|成為|担任|擔任|任职|根据|根據|依据|按照|针对|通知|会见|签署|認為|认为|建立|创立|创建|来自|隶属|总部位于|"
    r"重返|返回|警告|敦促|援引|向着|其中|如|今年|去年|明年|近日|日前|目前|当天|当日|此次|这个|該|该|其|各|这|那|本|此|月|日|年)"
)
_MAY_FOLLOW = frozenset(
    "的和与與及等是在说說称稱表指将將对對于於为為也又则曾率宣草负負撰出访訪抵当當从從被把总總就认認走创創签元上接同由向"
)
_MAY_PRECEDE = frozenset(
    "的和与與及是对對向称稱由在员員长長官者家师師授任统統理席记記相人手星后王帝妇婦生士说說为為让把被给官队"
)
_TITLES = (
    "总统|總統|总理|總理|副总统|副总理|首相|外长|外長|外交部长|外交部長|防长|国防部长|国务卿|國務卿|财长|财政部长|国王|發言人|发言人|"
    "总书记|秘书长|秘書長|议长|大使|特使|总干事|主席|部长|州长|司令|当选总统|前总统|前总理|前首相"
)
_LETTERS = (
    "阿埃艾安昂奥澳巴白班邦贝本比彼宾波伯博勃布查茨达戴丹道德登邓蒂迪丁杜多尔俄恩法凡菲费芬丰弗夫福盖冈高戈格古瓜哈海汉豪赫黑亨胡华怀霍基吉季加贾简杰金久卡"
    "凯坎康考柯科克肯孔库夸昆拉莱赖兰朗劳雷勒黎里利丽莉廉梁列林琳留卢鲁露伦罗洛吕马玛迈麦曼芒毛梅门蒙米密缅明摩莫默姆穆纳娜南瑙内尼年涅宁纽农努诺欧帕潘庞佩"
    "彭皮平普奇恰钱乔切钦琼丘日荣茹瑞萨塞桑瑟森沙莎山尚绍舍申圣施什史舒朔斯司思松苏素索塔泰坦汤唐陶特滕提田铁通图土托瓦万旺威韦维魏温文翁沃乌武西希锡夏香肖"
    "谢辛欣休许雅亚扬叶耶伊因英尤约泽扎曾詹哲珍朱卓兹佐孜蕾若热娅妮娃媛隆顿逊修斐缪侯赛立茉旦奈洪齐屈岑坂岛崎濑耀延悉涛宗乐可格力比安东"
)
_PERSON = re.compile(
    rf"(?P<title>{_TITLES})(?P<name>[{_LETTERS}]{{2,7}}(?:[·-][{_LETTERS}]{{1,8}}){{0,3}})(?![{_LETTERS}·])"
)
_DOTTED = re.compile(
    rf"(?<![{_LETTERS}\-·])[{_LETTERS}]{{1,6}}(?:-[{_LETTERS}]{{1,6}})?(?:·[{_LETTERS}]{{1,8}}){{1,3}}(?![{_LETTERS}·])"
)


def chinese_terms(text: str) -> Iterator[Sighting]:
    """The terms of a Chinese text that brackets explain, and the people that a title precedes."""
    for found in _GLOSS.finditer(text):
        sighting = _explained(found)
        if sighting is not None:
            yield sighting
    taken: set[int] = set()
    for found in _PERSON.finditer(text):
        name = found["name"]
        if "·" in name or len(name) >= 3:
            taken.add(found.start("name"))
            yield _person(name, *found.span("name"))
    for found in _DOTTED.finditer(text):
        before = text[found.start() - 1 : found.start()]
        # A name that begins in the middle of a run of letters has lost its head.
        after = text[found.end() : found.end() + 1]
        whole = (not is_han(before or " ") or before in _MAY_PRECEDE) and (
            not is_han(after or " ") or after in _MAY_FOLLOW
        )
        if found.start() not in taken and whole:
            yield _person(found.group(), *found.span())


def _person(name: str, start: int, end: int) -> Sighting:
    return Sighting({"zh-Hans": (converted(name, "zh-Hans"),)}, "person", "title", start, end)


def _explained(found: re.Match[str]) -> Sighting | None:
    name = _BEFORE.sub("", found[1])
    if len(name) < 4 or len(name) > 22:
        return None
    start = found.end(1) - len(name)
    inner = found[2].strip()
    short = _SHORT.match(inner)
    chinese = [name]
    if short is not None and not _ACRONYM.fullmatch(short[1]):
        chinese.append(short[1])
        forms = {"zh-Hans": tuple(converted(form, "zh-Hans") for form in chinese)}
        return Sighting(forms, "organisation", "short for", start, found.end())
    pieces = [piece for piece in re.split(r"\s*[,，、;；/]\s*", short[1] if short else inner) if piece]
    acronyms = [
        piece for piece in pieces if _ACRONYM.fullmatch(piece) and piece not in AGENCIES | LATIN_NO_TERM
    ]
    names = [piece for piece in pieces if piece not in acronyms and _NAME.fullmatch(piece)]
    if not pieces or len(acronyms) + len(names) != len(pieces):
        return None
    forms = {
        "zh-Hans": (converted(name, "zh-Hans"),),
        "en": tuple(dict.fromkeys((*acronyms, *names))),
    }
    first = {"en": f"{names[0]} ({acronyms[0]})"} if names and acronyms else {}
    return Sighting(forms, "organisation", "gloss", start, found.end(), first)
