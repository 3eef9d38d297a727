"""How Koreans read Chinese characters: what ties a Korean word to the Chinese one that it shares.

KS X 1001 (in Python the codec ``euc_kr``) lists 4,888 Chinese characters in the order of their Korean
readings.  So the first character of every reading is all the data that is needed: the table below.
"""

from __future__ import annotations

from functools import lru_cache

#: Each reading, followed by the first character of KS X 1001 that has it.
_FIRST = (
    "가伽각刻간侃갈乫감勘갑匣강剛개介객喀갱坑갹醵거倨건乾걸乞검儉겁劫게偈격擊견堅결抉겸兼경京계係고古곡哭곤困골汨공供곶串과寡곽廓관冠괄刮광侊괘卦괴乖굉宏교交구丘국國군君굴堀궁宮권倦궐厥궤机귀晷규叫균勻귤橘극克근僅"
    "금今급伋긍亘기企긴緊길佶김金끽喫나儺낙諾난暖날捏남南납納낭囊내乃녀女년年념念녕寧노努농濃뇌惱뇨尿눈嫩눌訥뉴杻능能니尼닉匿다多단丹달撻담啖답沓당唐대代댁宅덕德도倒독毒돈墩돌乭동仝두兜둔屯득得등嶝라喇락洛란亂랄剌"
    "람嵐랍拉랑廊래來랭冷략掠량亮려侶력力련憐렬冽렴廉렵獵령令례例로勞록碌론論롱壟뢰儡료了룡龍루壘류劉륙六륜侖률律륭隆륵勒름凜릉凌리俚린吝림林립砬마摩막寞만万말唜망亡매埋맥脈맹孟멱冪면免멸滅명冥몌袂모侮목木몰歿몽夢"
    "묘卯무務묵墨문們물勿미味민岷밀密박剝반伴발勃방倣배倍백伯번幡벌伐범凡법法벽僻변卞별別병丙보保복伏본本볼乶봉俸부不북北분分불佛붕崩비丕빈嚬빙憑사乍삭削산傘살乷삼三삽揷상上새塞색嗇생牲서墅석夕선仙설卨섬剡섭攝성城"
    "세世소召속俗손孫솔率송宋쇄刷쇠衰수修숙叔순巡술戌숭崇슬瑟습濕승丞시侍식埴신伸실失심審십什쌍雙씨氏아亞악堊안安알斡암唵압壓앙仰애厓액厄앵櫻야也약弱양佯어圄억億언偃얼孼엄俺업嶪엔円여予역亦연嚥열悅염厭엽曄영塋예乂"
    "오五옥屋온溫올兀옹壅와渦완婉왈曰왕往왜倭외外요僥욕慾용俑우于욱勖운云울蔚웅熊원元월月위位유乳육堉윤允율聿융戎은垠을乙음吟읍揖응凝의依이二익瀷인人일一임任입入잉仍자仔작作잔孱잠岑잡雜장丈재再쟁爭저佇적勣전佃절切"
    "점占접接정丁제制조俎족族존存졸卒종倧좌佐죄罪주主죽竹준俊줄茁중中즉卽즐櫛즙楫증增지之직直진唇질侄짐斟집執징徵차且착捉찬撰찰刹참僭창倉채債책冊처凄척倜천仟철凸첨僉첩堞청廳체剃초初촉促촌寸총叢촬撮최催추墜축丑춘春"
    "출出충充췌悴취取측側층層치侈칙則친親칠七침侵칩蟄칭秤쾌快타他탁倬탄呑탈奪탐探탑塔탕宕태兌택擇탱撑터攄토兎통慟퇴堆투偸특慝틈闖파坡판判팔八패佩팽彭퍅愎편便폄貶평坪폐吠포佈폭幅표俵품品풍楓피彼필匹핍乏하下학壑한寒"
    "할割함函합合항亢해亥핵劾행倖향享허噓헌憲헐歇험險혁奕현俔혈孑혐嫌협俠형亨혜兮호乎혹惑혼婚홀忽홍哄화化확擴환丸활活황凰회匯획劃횡宖효哮후侯훈勛훙薨훤喧훼卉휘彙휴休휼恤흉兇흑黑흔昕흘吃흠欠흡吸흥興희僖힐詰"
)
#: Further readings of common characters, and forms that OpenCC writes where KS X 1001 has another.
_FURTHER = (
    "金금更경車차車거見현北배說세省생狀장易역參참切체洞통行항惡오樂락率률復부度탁降항殺쇄識지便변索색"
    "不불宅택廓확丹란"
)
_VARIANTS = (
    "並竝教敎產産儘盡查査羣群冰氷即卽強强研硏真眞絕絶晚晩鄰隣戲戱畫畵值値既旣祕秘尚尙豐豊鄉鄕併倂"
    "污汚鬥鬪拋抛緒緖慎愼涼凉顏顔青靑"
)

_INITIAL, _MEDIALS, _FINALS = 0xAC00, 21, 28
_RIEUL, _NIEUN, _IEUNG = 5, 2, 11
# ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ: before these ㄹ and ㄴ fall silent at the beginning of a South Korean word.
_SOFT = frozenset({2, 3, 6, 7, 12, 17, 20})


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    """Every character of KS X 1001 with its readings, South Korean initial forms included."""
    first = {_FIRST[at + 1]: _FIRST[at] for at in range(0, len(_FIRST), 2)}
    found: dict[str, dict[str, None]] = {}
    reading = ""
    for row in range(0xCA, 0xFE):
        for cell in range(0xA1, 0xFF):
            char = bytes((row, cell)).decode("euc_kr")
            if "\uf900" <= char <= "\ufaff":
                continue  # a second place of a character, under a further reading
            reading = first.get(char, reading)
            found.setdefault(char, {})[reading] = None
    for at in range(0, len(_FURTHER), 2):
        found.setdefault(_FURTHER[at], {})[_FURTHER[at + 1]] = None
    for at in range(0, len(_VARIANTS), 2):
        found[_VARIANTS[at]] = found[_VARIANTS[at + 1]]
    return {char: _with_initial_forms(tuple(readings)) for char, readings in found.items()}


def _with_initial_forms(readings: tuple[str, ...]) -> tuple[str, ...]:
    every = dict.fromkeys(readings)
    for reading in readings:
        initial, rest = divmod(ord(reading) - _INITIAL, _MEDIALS * _FINALS)
        soft = rest // _FINALS in _SOFT
        if initial == _RIEUL or (initial == _NIEUN and soft):
            other = _IEUNG if soft else _NIEUN
            every[chr(_INITIAL + other * _MEDIALS * _FINALS + rest)] = None
    return tuple(every)


def readings(char: str) -> tuple[str, ...]:
    """Return the Korean readings of a traditional character, empty where it is none of KS X 1001.

    A reading in ㄹ or ㄴ is given in both forms, that of Yanbian and the North and that which the South
    writes at the beginning of a word.

    >>> readings("女"), readings("樂")
    (('녀', '여'), ('악', '락', '낙'))
    """
    return _table().get(char, ())
