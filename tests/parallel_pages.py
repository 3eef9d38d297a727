"""Pages of our own writing that give their own translation, and pages that only look like it."""

from __future__ import annotations

#: Korean lines and their Chinese translations, the title first.
PAIRS = (
    ("연변서 국제 도서전 열려", "国际书展在延边举行"),
    (
        "제12회 국제도서전이 9월 3일 연길시 체육관에서 막을 올렸다. 전시회에는 21개 나라의 출판사 245곳이 참가했다.",
        "第12届国际书展9月3日在延吉市体育馆开幕。来自21个国家的245家出版社参加了展览。",
    ),
    (
        "개막식에는 약 3만명의 시민이 찾아왔다.",
        "约3万名市民来到开幕式现场。",
    ),
    (
        "주최측은 올해 도서 판매액이 1억 2천만원에 이를 것으로 전망했다.",
        "主办方预计今年的图书销售额将达到1.2亿元。",
    ),
    (
        "한 대학생은 “평소에 구하기 힘든 력사 서적을 찾을 수 있어 기쁘다”고 말했다.",
        "一名大学生说：“能找到平时难以买到的历史书籍，非常高兴。”",
    ),
    (
        "전시회는 일주일 동안 계속되며 입장은 무료이다.",
        "展览将持续一周，免费入场。",
    ),
)

#: Pages with both languages on them of which neither translates the other.
MIXED = {
    "Chinese quotations": """\
중국 누리꾼 “김치는 한국 음식”

최근 중국의 누리소통망에서 김치를 둘러싼 논쟁이 다시 일었다.

한 누리꾼은 이렇게 썼다.
“泡菜是韩国的，没什么好争的。”

다른 누리꾼은 반대했다.
“四川泡菜历史更长，大家别忘了。”

전문가들은 두 음식이 만드는 방법부터 다르다고 설명한다. 김치는 2013년 유네스코 인류무형문화유산에 올랐다.
""",
    "Chinese headlines on the same subject": """\
한국 반도체 수출, 3개월 연속 증가

산업통상자원부는 1일 8월 수출이 567억 달러로 지난해보다 6.6% 늘었다고 밝혔다.

반도체 수출은 119억 달러로 역대 최고치를 기록했다. 중국으로의 수출은 114억 달러였다.

정부는 하반기에도 수출 증가세가 이어질 것으로 전망했다. 다만 미국의 관세 정책은 불안 요인으로 꼽힌다.

韩国8月出口额567亿美元 同比增长6.6%
韩国产业通商资源部：半导体出口创新高
韩国8月对中国出口114亿美元
美国关税政策引发担忧
""",
    "another report of the same event": """\
한국 반도체 수출, 3개월 연속 증가

산업통상자원부는 1일 8월 수출이 567억 달러로 지난해보다 6.6% 늘었다고 밝혔다.

반도체 수출은 119억 달러로 역대 최고치를 기록했다. 중국으로의 수출은 114억 달러였다.

정부는 하반기에도 수출 증가세가 이어질 것으로 전망했다. 다만 미국의 관세 정책은 불안 요인으로 꼽힌다.

전문가들은 기술 투자가 필요하다고 지적했다.

韩国产业通商资源部1日发布的数据显示，韩国8月出口额同比增长6.6%，为567亿美元。

这是韩国出口连续第三个月实现增长。分析人士认为，人工智能热潮带动了存储芯片的需求，三星电子和SK海力士的业绩有望改善。

与此同时，汽车和钢铁行业的处境并不乐观。业内人士呼吁政府与美国尽快展开谈判。

当天，韩国综合股价指数收于2674点。
""",
    "names and a motto in Chinese": """\
시진핑(習近平) 주석, 베이징에서 연설

시진핑 국가주석은 16일 베이징에서 열린 회의에서 “人民至上”을 강조했다.

没有调查，就没有发言权。

이 말은 마오쩌둥(毛泽东)이 1930년에 쓴 글에 나온다. 회의에는 2,300명이 참석했다.

참석자들은 박수로 답했다. 회의는 일주일 동안 이어질 예정이다.
""",
    "a Chinese statement within a Korean report": """\
중국 외교부 “한반도 비핵화 지지”

중국 외교부 대변인은 12일 정례 브리핑에서 한반도 비핵화를 지지한다고 밝혔다.

다음은 대변인 발언 전문이다.

“中方一贯支持半岛无核化，主张通过对话协商解决问题。”

한국 정부는 이에 대해 환영의 뜻을 나타냈다. 미국 국무부도 성명을 냈다.

북한은 이달 들어 미사일을 두 차례 쏘았다.
""",
    "a Chinese lesson": """\
오늘의 중국어 한마디

‘真好’는 ‘정말 좋다’라는 뜻이다. 부사 ‘真’이 형용사 앞에 온다.

今天天气真好，我们去公园吧。

중국 사람들은 인사말로 이 표현을 자주 쓴다.

你吃饭了吗？

처음 만난 사람에게는 쓰지 않는 것이 좋다.
""",
}


def page(layout: str) -> str:
    """Return the pairs as a page of plain text in one of `LAYOUTS`, or as HTML."""
    return LAYOUTS[layout]()


def _turns(chinese_first: bool, gap: str) -> str:
    sides = [(zh, ko) if chinese_first else (ko, zh) for ko, zh in PAIRS]
    return "\n\n".join(gap.join(pair) for pair in sides) + "\n"


def _blocks(chinese_first: bool) -> str:
    korean, chinese = ("\n\n".join(pair[at] for pair in PAIRS) for at in (0, 1))
    return "\n\n".join((chinese, korean) if chinese_first else (korean, chinese)) + "\n"


def _table() -> str:
    cells = "".join(f"<tr><td>{ko}</td><td>{zh}</td></tr>\n" for ko, zh in PAIRS[1:])
    return f"<html><body><article><h1>{PAIRS[0][0]}</h1><table>{cells}</table></article></body></html>"


def _breaks() -> str:
    body = "".join(f"<p>{zh}<br>{ko}</p>\n" for ko, zh in PAIRS[1:])
    title = f"<h1>{PAIRS[0][0]}</h1>"
    return f"<html><body><article>{title}{body}</article></body></html>"


LAYOUTS = {
    "in turn": lambda: _turns(False, "\n\n"),
    "in turn, Chinese first": lambda: _turns(True, "\n\n"),
    "line below line": lambda: _turns(False, "\n"),
    "one language, then the other": lambda: _blocks(False),
    "Chinese, then Korean": lambda: _blocks(True),
    "in brackets": lambda: "\n\n".join(f"{ko}\n({zh})" for ko, zh in PAIRS) + "\n",
    "on one line": lambda: "\n\n".join(f"{ko} / {zh}" for ko, zh in PAIRS) + "\n",
    "on one line, with a bar": lambda: "\n\n".join(f"{zh} | {ko}" for ko, zh in PAIRS) + "\n",
    "table": _table,
    "line breaks": _breaks,
}
