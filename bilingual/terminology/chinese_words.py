"""Chinese words around names: those that hold a name by chance, and those that may stand onto one."""

from __future__ import annotations

import re

#: Longer words that hold a form by chance: 发展中国家 is 发展中 and 国家.
CHANCE = {
    form: re.compile(words)
    for form, words in {
        "中国": "(?:发展|其|集)中国(?:家|际|内)|集中国力",
        "中國": "(?:發展|其|集)中國(?:家|際|內)|集中國力",
        "北约": "[河湖东西华台以]北约|北约(?:翰|旦|瑟夫|克[郡镇区夏])",
        "北約": "[河湖東西華臺台以]北約|北約(?:翰|旦|瑟夫|克[郡鎮區夏])",
        "国会": "国会[谈晤见面]|[两各全多三四]国会议",
        "國會": "國會[談晤見面]|[兩各全多三四]國會議",
        "美国": "(?:完|健|精|优)美国",
        "美國": "(?:完|健|精|優)美國",
        "法国": "(?:立|宪|司|执)法国",
        "法國": "(?:立|憲|司|執)法國",
        "德国": "道德国",
        "德國": "道德國",
        "英国": "精英国",
        "英國": "精英國",
        "日本": "[今昨近即当每连]日本[报台周月年次届]",
    }.items()
}

#: Words of one character that may stand right after a name, and right before one, without making it longer.
MAY_FOLLOW = frozenset(
    "的地得和与與跟同及或在对對向为為是将將把被从從到于於以因由也都又已曾就则則而但并並等之说說称稱会會能要应應可仍还還不未"
)
MAY_PRECEDE = frozenset(
    "的地和与與跟同及或在对對向为為是将將把被从從到于於以因由也又而但并並了着给給让讓赴访訪驻駐往经經抵离離"
)
