"""What press writes where the CLDR has another form, and which of its names are common words too.

Our own lists; codes are ISO 3166-1, ISO 639 and ISO 4217 as the CLDR uses them.
"""

from __future__ import annotations

#: Territories that are no place to translate: unknown, pseudo-locales, organisations.
NOT_PLACES = frozenset({"ZZ", "XA", "XB", "QO", "EU", "EZ", "UN"})

#: Further Korean, English and Chinese forms of territories: full, former and short ones.  Babel leaves the
#: CLDR's own short and variant forms out.
TERRITORY_FORMS = {
    "AE": ("아랍에미리트연합|UAE", "UAE|U.A.E.|Emirati", "阿联酋"),
    "BA": ("보스니아", "Bosnia and Herzegovina|Bosnia|Bosnian", "波黑"),
    "BN": ("", "Brunei Darussalam", ""),
    "BY": ("벨로루시", "Belarussian", ""),
    "CD": (
        "콩고민주공화국|민주콩고",
        "Democratic Republic of the Congo|DR Congo|Congolese",
        "刚果（金）|刚果民主共和国",
    ),
    "CF": ("중앙아프리카공화국", "Central African", ""),
    "CG": ("콩고공화국", "Republic of the Congo|Congo|Congolese", "刚果（布）|刚果共和国"),
    "CI": ("아이보리코스트", "Ivory Coast|Côte d'Ivoire|Ivorian", ""),
    "CN": ("중화인민공화국", "People's Republic of China", "中华人民共和国"),
    "CV": ("", "Cabo Verde", ""),
    "CZ": ("체코공화국", "Czech Republic|Czech", ""),
    "DO": ("도미니카공화국", "Dominican", ""),
    "FK": ("말비나스", "Falklands|Malvinas", "马尔维纳斯群岛|马岛"),
    "GB": ("", "U.K.|UK|Britain|British", ""),
    "HK": ("홍콩", "Hong Kong", "香港"),
    "KG": ("키르기스", "Kyrgyz Republic|Kyrgyz", "吉尔吉斯"),
    "KP": ("조선민주주의인민공화국", "DPRK|North Korean", "朝鲜民主主义人民共和国"),
    "KR": ("한국", "South Korea|Republic of Korea|South Korean|Korean|Korea", "大韩民国"),
    "MK": ("마케도니아", "Macedonia|Macedonian", ""),
    "MM": ("버마", "Myanmar|Burma|Burmese", ""),
    "MO": ("마카오", "Macao|Macau", "澳门"),
    "PS": ("팔레스타인", "Palestine|Palestinian|Palestinian territories", "巴勒斯坦"),
    "RU": ("러시아연방", "Russian Federation", "俄罗斯联邦"),
    "SA": ("사우디", "Saudi", "沙特"),
    "SZ": ("스와질란드", "Swaziland|Swazi", ""),
    "TL": ("티모르레스테", "East Timor|Timorese", ""),
    "TR": ("터키", "Turkey|Turkish", ""),
    "US": ("미합중국", "United States of America|U.S.|US|USA|America|American", "美利坚合众国"),
    "VA": ("교황청", "Vatican|Holy See", "梵蒂冈|教廷"),
}

#: Korean names of the CLDR that are also common words, with the words in whose company the place is meant:
#: capitals, neighbours, offices.
TERRITORY_CONTEXT = {
    "가나": "아크라|가나 정부|가나 대통령|서아프리카|월드컵",
    "가봉": "리브르빌|가봉 정부|가봉 대통령|중앙아프리카|쿠데타",
    "기니": "코나크리|기니 정부|기니 대통령|서아프리카",
    "괌": "미군|앤더슨|태평양|하갓냐|사이판",
    "말리": "바마코|말리 정부|말리 대통령|서아프리카|사헬",
    "부탄": "팀푸|부탄 정부|부탄 국왕|히말라야|부탄왕국",
    "수단": "하르툼|수단 정부|수단군|내전|다르푸르|포트수단|아프리카",
    "아이티": "포르토프랭스|아이티 정부|아이티 대통령|갱단|카리브",
    "오만": "무스카트|오만 정부|오만 국왕|오만만|호르무즈|술탄",
    "조지아": "트빌리시|조지아 정부|조지아 대통령|남오세티야|캅카스",
    "차드": "은자메나|차드 정부|차드 대통령|사헬|아프리카",
    "도미니카": "로조|도미니카 정부|도미니카 총리|카리브",
    "저지": "채널제도|저지섬|영국 왕실",
    "건지": "채널제도|건지섬|영국 왕실",
    "통가": "누쿠알로파|통가 정부|통가 국왕|남태평양",
    "피지": "수바|피지 정부|피지 총리|남태평양",
}

#: Language codes of the CLDR that name no language.
NOT_LANGUAGES = frozenset({"mul", "und", "zxx", "mis"})

#: What a currency's English name begins with and no nationality is.
NOT_NATIONALITIES = frozenset({"Caribbean", "East", "West", "Central", "CFP", "New", "St."})
