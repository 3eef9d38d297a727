"""The Korean vocabularies of term boundaries: particles, the copula, suffixes, prefixes, attached nouns.

Particles, copula and endings are the closed classes of standard grammar; suffixes, prefixes and attached
nouns are those that press Korean writes onto names.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: Particles that others may follow, by the final sound that they need.
LINKS_ANY = _words(
    "에 에서 에게 에게서 한테 한테서 께 께서 까지 부터 만 뿐 만큼 대로 보다 처럼 같이 조차 마저 "
    "마다 밖에 하고 커녕 치고 마냥 더러 보고 에다 에다가 씩 끼리"
)
LINKS_CLOSED = _words("과 으로 으로서 으로써 으로부터 이나 이라도 이든지 이랑 이나마 이든 은커녕")
LINKS_OPEN = _words("와 로 로서 로써 로부터 나 라도 든지 랑 나마 든 는커녕")
LINKS_RIEUL = _words("과 로 로서 로써 로부터 이나 이라도 이든지 이랑 이나마 이든 은커녕")

#: Particles that end a chain.
LASTS_ANY = _words("의 도 엔 에선 에겐 에게선 한테선 께선 까진 부턴 보단 관 요")
LASTS_CLOSED = _words("은 이 을 으론 으로선 으로썬 이야 이야말로 이여 아")
LASTS_OPEN = _words("는 가 를 론 로선 로썬 야 야말로 여")
LASTS_RIEUL = _words("은 이 을 론 로선 로썬 이야 이야말로 이여 아")

#: Endings of the copula after 이, and after a vowel without it.
ENDINGS = _words(
    "라기보다는 라기보다 라고까지 라고는 라고도 라고만 라고 라면서도 라면서 라면 라며 라는데 "
    "라는 라든가 라든지 라던 라지만 라서 라더니 라니 라야 라 란"
)
#: The same, but verbs end so too (말리다, 말리고): after a short name they need their 이.
SHARED_ENDINGS = _words(
    "다 며 면서도 면서 면 자 지만은 지만 지도 지 니까 니 던가 던 냐는 냐고 냐 고는 고도 고 므로 "
    "더라도 거나 건 구나 군 네 나"
)
#: Endings that need the whole 이, and other shapes of the copula.
ENDINGS_AFTER_I = _words("기보다는 기도 기에 기는 기를 기만 기 에요 예요 요 어서 어야 든가")
COPULA_SHAPES = _words(
    "인 인데 인데다 인데도 인지 인지를 인지는 인지도 인가 인가를 인가요 인양 인즉 인만큼 인들 "
    "인바 일 일지 일지도 일지라도 일까 일까요 일뿐 일수록 일텐데 일때 임 임을 임이 임은 임에 "
    "임에도 임에는 입니다 입니다만 입니까"
)

#: Suffixes that make a new noun of a name, by the name's kind.
SUFFIXES = {
    "place": _words(
        "측 간 산 발 행 계 군 제 식 형 권 내 전 당 파 쪽 별 용 급 인 어 판 령 풍 편 통 외 전역 사람 "
        "시 광역시 특별시 항 서"
    ),
    "nationality": _words("측 간 계 군 제 식 형 권 파 쪽 별 용 급 어 전용"),
    "organisation": _words("측 간 계 군 내 전 당 파 쪽 별 급 발 식 형 용 권 판 외 제 총장 서"),
    "agency": _words("측 간 계 내 쪽 별 발 식 형 판 외 총장 서"),
    "person": _words("측 계 파 식 쪽 표 호 류 급 발 씨 님 옹 형 전 판 주의"),
    "title": _words("측 급 직 님 간 별 파 쪽 계 배 형 식 당 용 전"),
    "event": _words("측 간 내 전 별 용 급 발 식 형 판 외 쪽 중"),
    "": _words("측 간 산 발 행 계 군 제 식 형 권 내 전 당 파 쪽 별 용 급 판 외 님 씨"),
}

#: Nouns that press Korean, Yanbian spelling most of all, writes onto a name without a space.
ATTACHED_NOUNS = _words(
    "정부 대통령 대통령궁 총리 부총리 주석 국가주석 총서기 서기 장관 외무장관 국방장관 재무장관 "
    "외교장관 외상 외교부장 외무부 외교부 국방부 재무부 대사 대사관 총영사 총영사관 영사관 "
    "회원국 가입국 동맹국 당사국 참가국 우방국 접경국 정상 정상회의 정상회담 외무장관회의 국민 "
    "국적 국적자 출신 주재 주둔 주둔군 주도 대표 대표단 대표부 당국 당국자 언론 매체 통신 "
    "통신사 군대 군부 해군 공군 육군 병력 영토 영공 영해 국경 국경선 사태 전쟁 침공 침략 분쟁 "
    "내전 문제 관계 협력 동맹 조약 협정 협약 연합 연합군 공화국 합중국 연방 왕국 지역 지방 북부 "
    "남부 동부 서부 중부 방면 방문 방문단 원유 가스 경제 시장 기업 기업인 은행 본사 지사 본부 "
    "사무총장 사무국 의장 의장국 위원장 위원 위원회 총회 헌장 가입 탈퇴 확장 동진 소속 의회 "
    "하원 상원 국회 의원 여당 야당 시민 시내 수도 일대 전선 반군 무장단체 기자 기자단 기자회견 "
    "여사 선수 선수단 대표팀 대회 올림픽 월드컵 제재 핵합의 핵협상 핵 미사일 공습 공격 휴전 "
    "평화 협상 회담 회의 보고서 결의 결의안 조직 기구 진영 세력 정권 체제 제국 혁명 총선 대선 "
    "선거 교민 동포 교포 유학생 관광객 영화 문화 역사 음식 요리 문학 학자 전문가 대학 대학교 "
    "학교 인민 지원군 해방군 대회당 항쟁 시청 시의회 광역시장 특별시장 "
    "공항 항공 철도 항구 산맥 반도 해협 운하"
)

#: Suffixes that only names with such a last syllable take: heads of offices, members of parties, and the
#: houses and officers of 경찰, 검찰 and 대통령.
SUFFIXES_BY_END = {
    **dict.fromkeys("원청처국소행", ("장",)),
    "당": ("원",),
    "찰": ("서", "서장", "관", "청", "총장"),
    "령": ("궁",),
}
#: After a ministry's 부, titles whose deputies begin with 부: 상무부위원장, 외교부총리.
DEPUTIES = "위원장|위원|의장|주석|회장|사장|이사장|총재|총리|서"

#: What stands between a reporter's name and 기자 in a byline: a medium, a desk, a place after a stroke.
BYLINE_DESKS = (
    r"(?:[A-Z]{2,6}|[가-힣A-Z]{1,8}(?:통신|뉴스|일보|신문|방송|타임스|미디어|저널|TV)(?:\s[가-힣]{1,6}(?:부|팀))?|"
    r"(?:국제|정치|사회|경제|문화|산업|편집|사진|영상|체육|스포츠|전국|북한|외신|증권|금융|과학|디지털|온라인|탐사|"
    r"보도|취재|특별취재|미디어|생활|정책|법조)[가-힣]{0,4}(?:부|팀|국|본부)|/\s?[가-힣]{2,6})"
)
#: Words after a name that make it the statesman's, reporters nearby or not.
BYLINE_TITLES = (
    "(?:[전현]\\s|정부|부부|여사|대통령|총리|대표|장관|의원|위원장|주석|후보|지사|시장|총서기|총재)"
)
#: What headlines say is done to a reporter: the name before is of the one who does it.
DONE_TO_REPORTERS = "공격|비난|폭행|고소|고발|해고|모욕|조롱|체포|석방|살해|폄하|비판|협박"

#: Words of Hanja all of whose letters stand alone in headlines too: compass points, regions, languages.
HANJA_WORDS = (
    "[南北]西|西[南北]|[西南北]歐|中?南美|[英中日韓獨佛露法]文|越南|美[男女白文]|土日|前日|男女|白[日軍]"
)

#: What may stand onto a name before it, at the start of a word, by the name's kind.
PREFIXES = {
    "place": _words("대 친 반 탈 주 범 재 옛 구 방 비 전 각"),
    "nationality": _words("반 친 재 전 비 각"),
    "organisation": _words("대 친 반 탈 주 범 비 구 옛 전 현 각"),
    "agency": _words("대 친 반 구 옛 전 현"),
    "person": _words("고 친 반 비 탈 대 전 현 범"),
    "title": _words("전 현 신 새 각 양 역대 신임 차기"),
    "event": _words("반 대 탈 범 각"),
    "": _words("대 친 반 탈 범 구 옛 전 현"),
}

#: Words in which a name's letters stand by chance although prefix and name read well (반인도 범죄, 주가나).
CHANCE_WORDS = _words(
    "반인도 비인도 주인도 대인도 주가나 대가나 전가나 전수단 반수단 방수단 구인도 고가나 구호주의"
)

#: Pairs of particles that differ by the sound before them: after a consonant, after a vowel.
PAIRED_PARTICLES = (
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("과의", "와의"),
    ("으로", "로"),
)

#: Names of places that are also common words: what before or after them says that the word is meant.
#: 인도 is also handing over, 수단 means, 가나 "does it go", 오만 fifty thousand and arrogance, 말리 the stem
#: of drying and holding back; 조지아 is also the state of the United States.
COMMON_WORD_BEFORE = {
    "인도": r"(?:범죄인|범인|신병|용의자|피의자|유해|시신|인질|포로|물품|선박|아파트|주택)의?\s?$",
    "수단": (
        r"(?:운송|교통|결제|통신|이동|생계|생존|수송|지급|방어|공격|표현|의사소통|협박|압박|치료|투자|유일한|최후의|최선의|"
        r"모든|온갖|다양한|중요한|강력한|효과적인|확실한|주요|각종|별다른|마땅한|대체|보조|법적|외교적|군사적|평화적)\s?$"
    ),
    "가나": r"(?:어디로|어디|왜|언제|잘|못|안|누가|집에|학교에|다)\s$",
    "오만": r"(?:권력의|인간의|정권의|여당의|야당의)\s$",
    "대전": r"(?:세계|[0-9일이]차|냉)\s?$",
    "말리": r"(?:못|아무도|누가|바싹|햇볕에)\s$",
}
COMMON_WORD_AFTER = {
    "인도": (
        r"\s?(?:조약|청구|절차|명령|턱\b|위[를에로])|[를을]\s(?:요청|청구|요구|거부|받)|"
        r"에\s(?:주차|불법)|에서\s(?:넘어|걷|걸)"
    ),
    "수단": (
        r"(?:과|이나)\s방법|[을를]\s(?:동원|강구|써|쓰|찾|마련|가리|총동원|사용|활용)|이\s(?:없|될|되|아니|있)|"
        r"(?:으로|으로서|으로써)\s(?:사용|이용|활용|쓰|삼|악용|전락|여기)"
    ),
    "가나": r"\s?[?？]|\s(?:마나|보다|보자|싶)|요",
    "오만": (
        r"\s?(?:원|명|달러|위안|유로|엔|개|가지|년|평|톤|여)|과\s(?:편견|독선|불통|아집|교만)|"
        r"에?\s(?:빠|찬|가득)"
    ),
    "말리": (
        r"(?<=[을를]\s말리)(?:는|던|지|기|려|러|다|고|시)|시(?:는|던|지)|"
        r"(?:는|던|지)\s?(?:사람|시누이|이\s|척|않|못)"
    ),
    "대전": r"\s?(?:상대|료(?![가-힣]))|제(?:[는를가의로]|(?![가-힣]))",
    "체코": "슬로바키아",
    "파월": r"\s?(?:장병|병사|군인|부대|국군|용사|전우|한국군|기술자|노무자|참전)",
    "조지아": (
        r"\s?주(?![가-힣]|\s?[가-힣]*(?:대사|공관))|"
        r"\s주(?:에서|의|는|가|로|를|지사|법원|상원|하원|민|정부)|\s(?:애틀랜타|서배너)"
    ),
}
