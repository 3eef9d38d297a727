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
LINKS_OPEN = _words("와 로 로서 로써 로부터 나 라도 든지 랑 나마 든 는커녕 이든 이든지")
LINKS_RIEUL = _words("과 로 로서 로써 로부터 이나 이라도 이든지 이랑 이나마 이든 은커녕")

#: Particles that end a chain.
LASTS_ANY = _words("의 도 엔 에선 에겐 에게선 한테선 께선 까진 부턴 보단 요")
LASTS_CLOSED = _words("관 은 이 을 으론 으로선 으로썬 이야 이야말로 이여 아")
LASTS_OPEN = _words("완 는 가 를 론 로선 로썬 야 야말로 여")
LASTS_RIEUL = _words("관 은 이 을 론 로선 로썬 이야 이야말로 이여 아")

#: Endings of the copula after 이, and after a vowel without it.
ENDINGS = _words(
    "라기보다는 라기보다 라고까지 라고는 라고도 라고만 라고들 라고 라곤 라면서도 라면서 라면야 라면 라며 "
    "라는데도 라는데 라는 라든가 라든지 라던가 라던데 라던 라지만 라지 라죠 라서 라더니 라더라 라더군 "
    "라니까 라니 라뇨 라느니 라나 라네 라거나 라기에 라기엔 라야만 라야 라 랴 란다 란다며 란 랍니다 랍니까 "
    "랍시고 랄까 랄 래 랬다 랬는데 랬더니"
)
#: Endings of speech, which close a sentence.  Few names are stems of verbs that end so.
SPEECH = _words(
    "죠 지요 더라 더라고 더라니까 더군 더구먼 던데 던걸 거든 잖아 구려 구먼 군그래 느냐 다네 네요 군요"
)
#: The same, but verbs end so too (말리다, 말리고): after a short name they need their 이.
SHARED_ENDINGS = _words(
    "다 며 면서도 면서 면 자 지만은 지만 지도 지 니까 니 던가 던 냐는 냐고 냐 고는 고도 고 므로 더라도 "
    "거나 건 구나 군 네 나"
)
#: Endings that need the whole 이, and other shapes of the copula.
ENDINGS_AFTER_I = _words(
    "기보다는 기도 기에 기는 기를 기만 기 에요 예요 요 어서 어야 든가 긴 길 렷다 로다 올시다 외다 기까지 "
    "기로서니 십니다 십니까 시다 시며 시고 시죠 시지요 시지만 시네 시군 시라 시란다 신 신데 신가 세요 셨다 "
    "야"
)
COPULA_SHAPES = _words(
    "인 인데 인데다 인데도 인지 인지를 인지는 인지도 인가 인가를 인가요 인양 인즉 인만큼 인들 인바 일 일지 "
    "일지도 일지라도 일까 일까요 일뿐 일수록 일텐데 일때 임 임을 임이 임은 임에 임에도 임에는 임으로 "
    "임에랴 입니다 입니다만 입니다만은 입니까 입죠 인걸 인지라 인고로 인데야 인가보다 인가봐 인즉슨 "
    "일지언정 일망정 일진대 일걸 일터 일테니 일까봐 일세 일랑 일런지 일는지 일지는 일지를"
)
#: Endings of `ENDINGS` quote the sentence before them: 이다라고, 입니다라며, 일까라는.  So these may.
QUOTED_ENDINGS = _words(
    "다 죠 지요 네 구나 군 거든 잖아 더라 더군 냐 니 자 지 에요 예요 요 야 십니다 십니까 시죠 세요 래 라네 "
    "랍니다 란다"
)
QUOTED_SHAPES = _words("입니다 입니까 일까 인가 인걸 일걸 인데 임")

#: Suffixes that make a new noun of a name, by the name's kind.
SUFFIXES = {
    "place": _words(
        "측 간 산 발 행 계 군 제 식 형 권 내 전 당 파 쪽 별 용 급 인 어 판 령 풍 편 통 외 전역 사람 "
        "시 광역시 특별시 특별자치시 항 서 국 역 제국 땅 읍 화 달러"
    ),
    "nationality": _words("측 간 계 군 제 식 형 권 파 쪽 별 용 급 어 전용"),
    "organisation": _words("측 간 계 군 내 전 당 파 쪽 별 급 발 식 형 용 권 판 외 제 총장 서 화 산"),
    "agency": _words("측 간 계 내 쪽 별 발 식 형 판 외 총장 서"),
    "person": _words("측 계 파 식 쪽 표 호 류 급 발 씨 님 옹 형 전 판 주의"),
    "title": _words("측 급 직 님 간 별 파 쪽 계 배 형 식 당 용 전"),
    "event": _words("측 간 내 전 별 용 급 발 식 형 판 외 쪽 중"),
    "": _words(
        "인 어 국 측 간 산 발 행 계 군 제 식 형 권 내 전 당 파 쪽 별 용 급 판 외 님 씨 령 풍 편 통 표 "
        "류 직 화 시 역 항 읍 광역시 특별시 특별자치시 제국 달러 주의 총장"
    ),
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
    "공항 항공 철도 항구 산맥 반도 해협 운하 "
    # parties, offices and courts
    "공산당 노동당 민주당 사회당 공화당 보수당 자민당 집권당 법원 대법원 헌법재판소 검찰 경찰 세관 "
    "이민국 정보국 "
    "정보기관 중앙은행 재무장관 국무부 국무장관 백악관 크렘린 행정부 사령부 사령관 합참 참모총장 외교관 "
    "외교 외무상 "
    "무역대표부 상무부 법무부 국세청 보건부 내무부 내무장관 국왕 왕실 왕세자 왕자 공주 여왕 황제 총독 "
    "총재 이사회 "
    "부통령 부주석 부장 차관 수상 특사 대변인 사절단 의회의장 하원의장 상원의원 하원의원 국방상 "
    "안보회의 평의회 "
    # people
    "주민 교수 교사 감독 배우 가수 작가 화가 학생 노동자 근로자 난민 이민자 여성 남성 청년 청소년 "
    "어린이 군인 병사 "
    "포로 인질 해커 간첩 용병 의료진 연구진 연구팀 과학자 의사 투자자 소비자 유권자 시위대 민병대 "
    "무장세력 반정부 "
    "관리 고위급 고위관리 관료 인사 지도자 지도부 수뇌부 정치인 정치 사람들 축구팀 선수들 "
    # economy
    "금융 금융지주 금융그룹 지주 그룹 증권 카드 생명 보험 투자 투자증권 캐피탈 저축은행 자산운용 자동차 "
    "중공업 조선 "
    "물산 건설 화학 반도체 전자 통상 무역 수출 수입 관세 주식 증시 국채 채권 환율 통화 화폐 금리 물가 "
    "성장률 제품 상품 "
    "농산물 수산물 석유 천연가스 석탄 에너지 원전 공장 법인 지점 사업 사업장 자본 펀드 기술 산업 업체 "
    "회사 스타트업 "
    # war and treaties
    "군사 군함 함대 잠수함 전투기 폭격기 드론 무인기 핵무기 핵실험 핵개발 위성 로켓 대포 전차 무기 방산 "
    "파병 참전 점령 "
    "점령지 침략자 침공군 폭격 포격 도발 위협 위기 갈등 대결 대립 긴장 정세 안보 국방 방위 방어 첩보 "
    "정보 사이버 테러 "
    "쿠데타 독립 통일 분단 식민지 조차지 영유권 해역 수역 상공 본토 내륙 해안 국경지대 접경 접경지역 변경 "
    "수교 단교 국교 친선 우호 교류 공조 연대 합의 합의안 성명 선언 조약기구 정상들 회담장 순방 방북 "
    "방중 방미 방한 "
    # culture and science
    "언어 노래 음악 무용 드라마 소설 시인 문단 예술 박물관 미술관 도서관 대학원 연구소 연구원 과학 과학원 "
    "아카데미 교육 유학 여행 관광 축구 야구 농구 배구 리그 프로축구 국가대표 챔피언 국기 국가 깃발 헌법 "
    "법률 민법 "
    "형법 비자 여권 국민들 인구 사회 사회주의 공산주의 민족 민족주의 제국주의 자본주의 패권 패권주의 "
    "종교 정교회 교회 "
    "전통 요리사 식당 백신 바이러스 코로나 변이 유행 홍수 지진 산불 태풍 대사관저 문화원 상공회의소 "
    "무역관 한인 한인회 "
    "특파원단 공화국군 공군기지 해군기지 기지 본국 자국 각지 곳곳 최초 최대 현지 국내 "
    # towns
    "역사 역전 시장 시민들 시가지 도심 교외 외곽 근교 중심가 번화가 지하철 시립 국립 국제공항 지방법원 "
    "고등법원 지검 지법 "
    "경찰청 소방서 교육청 구청 군청 도청 터미널 항만 부두 경기장 체육관 월드컵경기장 아파트 한복판 북구 "
    "남구 동구 서구 "
    "중구 강변 인근 근처 주변 부근"
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
    "place": _words("대 친 반 탈 주 범 재 옛 구 방 비 전 각 주한 주일 주중 주미"),
    "nationality": _words("반 친 재 전 비 각"),
    "organisation": _words("대 친 반 탈 주 범 비 구 옛 전 현 각"),
    "agency": _words("대 친 반 구 옛 전 현"),
    "person": _words("고 친 반 비 탈 대 전 현 범"),
    "title": _words("전 현 신 새 각 양 역대 신임 차기"),
    "event": _words("반 대 탈 범 각"),
    "": _words("대 친 반 탈 주 범 재 비 구 옛 전 현"),
}

#: Pairs of particles that differ by the sound before them: after a consonant, after a vowel.
PAIRED_PARTICLES = (
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("과의", "와의"),
    ("으로", "로"),
)
