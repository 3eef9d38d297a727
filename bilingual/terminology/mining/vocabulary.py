"""The words that mining goes by: endings of organisations, titles, and what is no name.

Our own lists, from the habits of Korean and Chinese newspapers.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _endings(text: str) -> tuple[str, ...]:
    return tuple(sorted(text.split(), key=len, reverse=True))


#: How organisations end.
ORGANISATION_ENDINGS = _endings(
    "연합회 교류협회 의사회 한인회 교민회 동포회 향우회 부인회 부녀회 청년회 노인회 학생회 유족회 "
    "상공회 체육회 동문회 동창회 농민회 상인회 장학회 선교회 기구 연합 동맹 연맹 연방 위원회 이사회 "
    "협의회 협회 학회 의회 총회 재단 "
    "연구소 연구원 연구회 연구센터 센터 본부  "
    "공사 공단 은행 기금 조합 노조 노총 당 포럼 협의체 공동체 전선 여단 사단 부대 사령부 그룹 "
    "네트워크 대학 대학교  "
    "병원 법원 재판소 검찰청 경찰청 진흥원 개발원 관리국 정보국 수사국 보안국 안전국 의약국 우주국 "
    "사무국 사무소  "
    "관리청 우주청 안전청 보호청 본부 수비대 방위군 해방군 혁명군 의용군 근위대 위원단 감시단 조사단 "
    "대표부 정부  "
    "개발계획 식량계획 난민기구 운동 시민연합 시민모임 행동 연대 회의 정상회의 공화국 연구기관 거래소 "
    "증권  "
    "전자 자동차 항공 해운 중공업 제약 생명 화학 산업 에너지 공업 홀딩스 테크 반도체 "
    "기념관 박물관 미술관 교회 성당 신학교 대사관 총영사관 문화원 진흥회 개발은행 중앙은행 준비제도 "
    "조약기구"
)
#: Words that say that a name in quotation marks before or after them is a body's.
BODIES = _endings("단체 조직 기구 모임 기관 연대체 정당 결사체 협의체 동호회 NGO")
#: Heads that are common nouns too: alone behind a space they name nothing yet (평화를 위한 연대).
BARE_HEADS = _words(
    "단체 조직 기관 연대 연합 행동 운동 모임 회의 총회 대회 동맹 공동체 조합 본부 센터 기금 재단 정부 체제 "
    "당 전선 기구 산업 생명"
)
#: Meetings and offices end like bodies.
NO_BODY_ENDINGS = _endings(
    "회의 총회 정상회의 대회 정부 의회 산업 생명 에너지 전자 화학 개발계획 정상회의 행동계획"
)
#: Media.
MEDIA_ENDINGS = _endings(
    "통신 통신사 일보 신문 방송 타임스 타임즈 저널 포스트 뉴스 매거진 텔레비전 라디오 TV 헤럴드 데일리"
)
#: Treaties, events and the like.
EVENT_ENDINGS = _endings(
    "협정 조약 협약 올림픽 월드컵 선수권대회 박람회 영화제 페스티벌 대회 엑스포 전쟁 사태 훈련 작전"
)
#: Terms: economics, science, arms.
TERM_ENDINGS = _endings(
    "지수 생산 지능 미사일 체계 시스템 기술 금리 물가 증후군 바이러스 백신 질환 구역 방식 제도"
)
#: Heads that a name is not complete with: the word before belongs to it.
GENERIC_HEADS = _words(
    "협정 위원회 연합 기구 공화국 인민공화국 민주공화국 이사회 정상회의 회의 총회 협의체 협의회 협회 "
    "연구소 센터 재단  "
    "은행 동맹 연맹 조약 협약 의회 본부 기금 대학 대학교 사령부 지수 생산 총생산 지능 미사일 체계 "
    "시스템 기술 금리  "
    "체제 서비스 훈련 구역 방식 제도 바이러스 백신 증후군 그룹 당 공동체 포럼 프로그램 회사 공사 "
    "사무국 사무소  "
    "개발계획 연구원 물가지수 탄도미사일 순항미사일 방어체계 최고경영자 책임자 경제공동체 개발은행 "
    "무역협정"
)

#: Words that belong to no name though they stand before one.
STOP_BEFORE = _words(
    "번째 엔지니어 프로듀서 디자이너 트레이너 코미디언 아티스트 매니저 파일럿 피아니스트 바이올리니스트 "
    "칼럼니스트 인플루언서 유튜버 래퍼 모델 댄서 리더 멤버 앵커 캐스터 스타 에이스 베테랑 라이벌 파트너 "
    "구 옛 전 현 신 각 양 이 그 저 본 동 제 약 총 및 또 또는 혹은 등 이른바 소위 일명 즉 바로 특히 "
    "다만 단 한편 반면  "
    "이날 전날 당시 최근 현재 기존 이후 이전 지난 올해 작년 내년 오는 이번 다음 오늘 어제 내일 오전 "
    "오후 이미 또한 그러나  "
    "하지만 그리고 그는 이들 해당 관련 대표적 세계적 국제적 최대 최초 유일 주요 서방 친러 반러 친서방 "
    "친미 반미  "
    "싱크탱크 국제기구 국제단체 인권단체 시민단체 환경단체 무장단체 무장조직 무장정파 이슬람 테러조직 "
    "군사동맹 안보동맹 안보협의체 경제협력체  "
    "비정부기구 구호단체 매체 언론 방송사 신문사 통신사 업체 기업 회사 제조사 제조업체 대기업 "
    "스타트업 배터리 반도체업체  "
    "단체 동맹 조직 당국 정부기관 기관 연구기관 여론조사기관 조사기관 시장조사업체 신용평가사 "
    "투자은행 자회사 모회사 계열사  "
    "가수 배우 감독 작가 소설가 시인 화가 선수 코치 교수 박사 기자 의원 장관 총리 대통령 주석 대표 "
    "회장 사장 변호사  "
    "당선인 후보 부인 남편 아들 딸 동생 형 측근 친구 동료 남성 여성 청년 시민 주민 대변인 외무장관 "
    "국방장관 억만장자 창업자 갑부  "
    "수도 도시 지역 항구 마을 섬 강 산 주 시 특별 의혹 사건 문제 계획 관계자 전문가 여부 추진 가입 중 "
    "후 내 간 측  "
    "결과 이유 때문 경우 정도 가운데 사이 동안 뒤 앞 위해 대한 통한 따른 위한 의한 함께 모두 직접 "
    "다시 처음 먼저  "
    "계속 매우 아주 가장 더 역시 결국 사실상 앞서 아울러 이어 더불어 한때 여전히 점차 곧 상당 실제 "
    "동시 물론 만약 오히려  "
    "국가 나라 국제사회 회원국 동맹국 강대국 이웃 인접국 접경국 일각 일부 대다수 대부분 전체 공식 "
    "비공식 새 첫 두 세 네 몇  "
    "북동부 북서부 남동부 남서부 동부 서부 남부 북부 중부 외곽 인근 국경 서쪽 동쪽 북쪽 남쪽 중심 "
    "시내 현지 국내 해외 외국"
)
#: Endings of words that are no part of the name after them: verbs, adverbs, particles.
NOT_NAME_ENDINGS = _endings(
    "하는 되는 있는 없는 않는 이끄는 라는 다는 에는 에서는 으로는 에서 에게 에게서 으로 으로서 으로써 "
    "부터 까지 처럼 보다  "
    "은 는 을 를 의 와 과 에 께 이라는 이라고 라고 다고 하고 이며 하며 하면서 면서 이자 이나 이란 "
    "이던 하던 했던 인 던 된 한 할 될 린  "
    "했다 됐다 한다 된다 이다 였다 이었다 있다 없다 했고 했으며 하여 해서 하자 하지만 지만 위해 대해 "
    "통해 따라 따르면 의하면  "
    "으며 며 고 서도 에도 에선 에만 들의 들은 들이 들을 적인 적으로 씩 께서 엔 야 든 도 만 여 해 돼 "
    "져 워 진 운 른 온 간 친 킨 낸 쓴"
)
#: In brackets these explain no term.
IN_BRACKETS_NO_TERM = _words(
    "현지시간 현지시각 한국시간 한국시각 미국시간 사진 왼쪽 오른쪽 가운데 위 아래 앞줄 뒷줄 앞 뒤 "
    "가명 당시 향년 종합 속보 단독  "
    "영상 그래픽 자료 자료사진 제공 캡처 출처 합성 사진제공 연합뉴스 뉴시스 뉴스1 월 화 수 목 금 토 "
    "일 남 여 미정 예정 상보 잠정  "
    "웃음 박수 중략 생략 하략 끝 계속 상 하 중 이하 이상 미만 초과 왼쪽부터 오른쪽부터 생중계 무료 "
    "유료 추정 가칭 괄호 이날 전날  "
    "공동 개인전 본명 예명 예비 무소속 잠정치 속보치 확정치 기준 포함 제외 별도 만 세 명"
)
#: Words that say that a short or other name follows in brackets.
NAMING_LEADS = (
    r"(?:이하|약칭|약자|일명|별칭|줄여서|영문명|영어명|영문|영어|중국명|중국어명?|현지명|옛|구|舊)[\s:：]+"
)
#: Press agencies in Latin letters: a credit, not a gloss.
AGENCIES = _words(
    "AP AFP EPA Reuters REUTERS Getty UPI DPA dpa TASS Xinhua XINHUA Yonhap AFPBB NEWSIS AP/연합뉴스"
)
#: In Latin letters but no name.
LATIN_NO_TERM = _words("VS vs TV LIVE CG VOD PDF OK NG feat ft PC DVD No Vol ver II III IV AM PM km kg cm mm")

#: Titles, the long ones first; after one of them a name before it is a person's.
TITLES = _endings(
    "대통령 부통령 국무총리 총리 부총리 국가주석 주석 총서기 외무장관 국방장관 재무장관 외교장관 "
    "내무장관 국무장관 법무장관 상무장관  "
    "에너지장관 통일장관 경제장관 교통장관 보건장관 국방부장관 외교부장관 외무상 방위상 관방장관 장관 "
    "차관 외무차관 국방차관  "
    "외교부장 국방부장 총통 국왕 여왕 왕세자 왕자 공주 교황 추기경 대주교 왕비 황제 술탄 대사 "
    "주한대사 주중대사 공사 총영사  "
    "대변인 사무총장 사무차장 총재 위원장 부위원장 의장 하원의장 상원의장 국회의장 의원 상원의원 "
    "하원의원 국회의원  "
    "주지사 시장 총장 검찰총장 합참의장 참모총장 사령관 총사령관 대장 중장 소장 준장 대령 "
    "국가안보보좌관 보좌관 비서실장 특사 고위대표 집행위원장 상임의장 최고지도자 지도자 "
    "최고경영자 회장 부회장 사장 대표 창업자 이사장 원장 소장 교수 연구원 선임연구원 박사 변호사 판사 "
    "검사  "
    "후보 당선인 감독 여사 부장관 차관보 부차관보 국장 장군 사무처장 대표이사 CEO"
)
#: Titles that a single foreign word before them makes a person: no firm, town or club has them.
OFFICE_OF_ONE = _words(
    "대통령 총리 국가주석 주석 총서기 외무장관 국방장관 재무장관 국무장관 외교장관 총통 교황 추기경 "
    "여사 왕세자 부통령"
)
#: What may stand between a name and a title: adverbs of office.
BEFORE_TITLE = _words("전 현 신임 차기 수석 부 초대 당시 총 역대 공동 임시 상임 선임 신 前 現 전직 현직")
#: Particles inside names of people: 빈 살만, 판데르, 폰데어라이엔.
NAME_PARTICLES = _words("빈 알 엘 데 반 폰 르 라 다 두 드 델 디 이븐 벤 아부 판 데어 더 세인트")

#: Given names of the world whose syllables Korean words have too: nothing in the letters shows them foreign.
GIVEN_NAMES = _words(
    "잔니 조반니 산나 사나 안니 레나 로나 로사 로라 안네 아네 소니아 유니스 미레유 "
    "나탈리 나탈리아 나탈리야 발레리 발레리아 사무엘 라울 라몬 루벤 아론 조안 율리안 아나톨리 아르만 "
    "요한 요한나 요하네스 마리아 마리 마리안 마리나 마리오 마리사 안나 아나 한나 유리 유리아 율리아 "
    "율리 이리나 미하일 이반 이반나 이고리 이고르 아리 니나 나디아 나디야 나자 사라 소피아 소피 "
    "안드레아 리사 리나 라리사 라라 다리아 다리야 아담 알리 아미나 오마르 오마 하산 하심 하미드 사미 "
    "사미르 자말 자말라 자이나 나시르 라일라 라나 라자 라시드 라미 라힘 라만 이자벨 이사벨 이리스 "
    "이안 에바 에마 에릭 에리카 아이다 아이라 아리아나 아리안 아멜리아 아말 아말리아 아이리스 "
    "안토니오 안토니아 안토니 안톤 안드리 안젤라 안젤리나 앙리 오손 오사마 유수프 유세프 율리시스 "
    "예바 올리비아 올가 옥사나 이네사 인나 인디라 일리아 일리야 일한 자비에르 자라 지노 지미 지안 "
    "진나 가말 간디 노아 노라 노나 니노 다나 다니아 다니엘 다닐 다비 다비드 다리우스 다마리 도라 "
    "도로시 마라 마르타 마사 마야 마이 마이라 마야나 만수르 말리카 말라 모나 모니카 모하메드 모리 "
    "모리스 무라드 미나 미란다 미리암 미하이 미하엘 보리스 비비안 비안카 사이다 사리나 산드라 산자이 "
    "살리마 살만 살바도르 세라나 소냐 솔리 수산나 수전 시몬 실비아 아니타 알리나 알리사 알란 루이 "
    "루이사 루시 루시아 리아 리안 리디아 리처 릴리 릴리아 하디 하이다 하이디 한스 이리안 주안 진아 "
    "타라 타냐 타미 타마라 탄야 파리다 파이살 호산나 호안 호세 후안 후안나 후고"
)
#: The commonest Korean surnames of one syllable.
SURNAMES = frozenset(
    ""
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마"
    "길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부"
)
#: The twenty of them that nine people in ten have.
COMMON_SURNAMES = frozenset("김이박최정강조윤장임한오서신권황안송유전홍")
#: Three syllables that begin like a surname and are no name.
NOT_NAMES = _words(
    "백악관 지역구 선출직 임명직 고위급 정무직 여야당 차기작 전국구 이사회 위원회 주최국 의장국 "
    "회원국 동맹국 당사국 강대국 주변국  "
    "한국의 한반도 경기도 강원도 제주도 전라도 충청도 경상도 국방부 외교부 통일부 법무부 환경부 "
    "노동부 교육부 국정원 감사원  "
    "금감원 대법원 공화당 민주당 국민당 공산당 노동당 보수당 자유당 여당내 유력한 조선족 남북한 "
    "한미일 한중일 북중러 이외에 이중에  "
    "전임자 후임자 신임장 유럽계 아시아 인도계 한국계 중국계 미국계 이스라 고려인 서울시 부산시 "
    "인천시 대구시 광주시 대전시 울산시  "
    "성남시 수원시 용인시 고양시 도지사 부의장 부위원 여성계 노동계 정치권 연구소 신문사 방송사 "
    "은행장 공동체 원내대 최고위 비대위  "
    "사무총 선거관 인수위 조합원 하원의 상원의 주지사 부총리 부통령 공동의 기업인 연방의 유엔군 "
    "미군의 우크라 주무부 해당국 상대국 제3국  "
    "이란의 현직의 전직의 역대급 정부측 차관급 장관급 총리급 연합군 합참의 참모진 유엔의 조지아 "
    "수도권 비서실 경호처 국무부 재무부 상무부 내무부  "
    "전국민 대한민 한나라 새누리 주정부 시정부 도정부 성정부 인민당 자민당 사회당 녹색당 개혁당 "
    "통합당 정의당 진보당 기본당 한국당"
)

#: Offices at the end of longer ones: 국무위원장, 인권위원장, 과학기술부총리.
TITLE_HEADS = _endings(
    "위원장 장관 차관 총재 의장 대사 사령관 대변인 보좌관 비서관 총장 청장 처장 이사장 회장 단장 실장 "
    "국장 부장 총리 비서 서기"
)
#: Titles of Chinese ministers; a name of two syllables stands before them as well (왕이 외교부장).
CHINESE_TITLES = _words("외교부장 국방부장 상무부장 재정부장 공안부장 국가주석 부주석 총서기 정치국원")
#: Titles of Japanese ministers.
JAPANESE_TITLES = _words("외무상 방위상 재무상 총무상 법무상 경제산업상 관방장관 관방부장관 문부과학상")
#: Before such a title these words of two syllables are no name, though they begin like one.
NO_NAME_OF_TWO = _words(
    "양국 각국 한국 전국 전임 현임 신임 후임 선임 당시 조선 소련 인도 이란 남한 북한 한중 한일 중일 미중 "
    "차기 임시 주중 주미 주일 여당 야당 신당 정부 전체 공동 현지 유력 온건 강경 고위 최고 지난 이번 오늘"
)
#: The second syllables with a final consonant after which 은 ends a name: 김정은, 박성은.
BEFORE_EUN = frozenset("정성동경영승상")
#: Nouns that would be names by that: 조정은, 노동은.
NOUNS_BEFORE_EUN = _words(
    "조정 안정 인정 한정 추정 선정 국정 행정 결정 긍정 여성 인성 이성 구성 지성 작성 노동 이동 변동 "
    "행동 공동 "
    "유동 배경 안경 구경 변경 전경 수영 공영 국영 민영 운영 현상 이상 인상 정상 협상 임상 조성 전성 "
    "장성 신성 "
    "오성 한성 강성 유성 안동 서경 조경 전동 강동 신동 윤동 정경 서영 전승 유상"
)
#: In brackets after an organisation these say what it is or where, not how it is called for short.
NO_SHORT_NAME = _words(
    "여당 야당 본부 지부 지사 본사 지점 산하 소속 정부 국영 민영 공영 사립 국립 공립 시립 도립 단체 "
    "기관 조직 "
    "법인 재단 회사 기업 비상장 상장 자회사 모회사 위원회 이사회 사무국 의장국 주최국 개최국 회원국 가입국 "
    "주관 주최 후원 협찬 제공 대표 비례 비례대표 지역 지역구 임기 정원 예산 이사국 상임 비상임 유럽 "
    "남미 북미 "
    "아시아 아프리카 중동 동부 서부 남부 북부 현재 당시 이후 이전 최초 창설 설립 해체 해산 폐지 신설 "
    "가맹 자치 "
    "제네바 뉴욕 워싱턴 런던 파리 로마 빈 브뤼셀 헤이그 취리히 로잔 스트라스부르 프랑크푸르트 "
    "나이로비 베를린 "
    "도쿄 오사카 베이징 상하이 모스크바 민스크 마닐라 자카르타 방콕 아디스아바바 카이로 몬트리올 오타와 서울 "
    "부산 인천 대전 세종 대구 광주 울산 제주 평양 룩셈부르크 마드리드 리야드 두바이 도하 베른 본 바젤 니스"
)
