"""The characters that any Korean or Chinese text is full of, to tell a right decoding from a wrong one.

Read with the wrong encoding, text turns into valid but rare characters.  The lists are the syllables and
characters that everyday prose repeats most; their order means nothing.
"""

from __future__ import annotations

HANGUL = frozenset(
    "이다는의에을가고하지를한은로사기도인대해서어자정스시리아나라으그부보전장일수있원제상주국여조미성중비구들러"
    "과동세위만년공소우거게연진안니관면화유신회치당것신개마모와트드영적계방경무내선려없오까했학실차통되행민단생간북남"
    "결월명말출물야업현분발체강식요외산재중반터할었습합석르각집용저또같된및최문두때며번등력데운후김않었제란호노박"
    "예별라히바음크타파양임입설심금불감언교투속초외표군크레베포카테음울론독망준히련록녀합권처럼뉴련"
)

HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问"
    "意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山"
    "统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东"
    "导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积"
    "示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书"
    "布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划"
    "选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
    "這為個國時來們於對會發動過說產種後經進著電裡現實兩體機當點從業應開還與關長間樣線數無題黨員設實統區戰處隊給領"
    "東導壓濟術聯認權證轉單風帶場車務萬達積議聲報鬥類離華確張馬節話況傳許廣記羅總書復將見計論運農幾決導際雙讓視"
    "韓灣臺台港澳兒親勞團歷構稱準選標寫調滿縣參細聽價嚴據訊網頁聞編輯韩朝鲜访谈习普京俄美英法德印"
    "記者社首相總統表示昨今日新聞中央政府企業市場經濟发布记者报道责任编辑来源本网"
)

#: Punctuation that belongs to Korean or Chinese prose; it speaks for a decoding, but less than letters do.
PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》【】「」『』…—·〈〉ⓒ※▲■○●△▶－～％　")

#: Japanese is not a language of the program's targets, but its pages come along.
KANA = frozenset("のにはをたがでてとしれさなるいかすもまりあうくよっコンスルトリアイクラロ")
