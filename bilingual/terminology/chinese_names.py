"""Chinese names that hold the name of another country or city: 印度洋 is not India, 北爱尔兰 not Ireland.

They ask for nothing themselves; they are longer, and so what is inside them is not found.  Countries and
languages are those of the Unicode CLDR (as Babel carries it) that hold another one's name; the rest are
rivers, seas, provinces, cities, peoples, things, and companies, airlines, universities and media whose names
abroad lack the country or spell the city as of old (德国之声 is Deutsche Welle, 天津条约 that of Tientsin),
of our own choice.  Names that belong to the country (墨西哥城) are none of these: the country's name is right
in their translation.
"""

from __future__ import annotations

_NAMES = """
美属萨摩亚 白俄罗斯 法属圭亚那 赤道几内亚 几内亚比绍 加纳利群岛 加那利群岛 印度尼西亚
英属印度洋领地 北马里亚纳 巴布亚新几内亚 索马里 索马里兰 南苏丹 罗马尼亚 阿罗马尼亚语
拉罗汤加 尼亚萨汤加语 马里语 奥斯曼土耳其 奥斯曼帝国 索馬利亞 聖馬利諾 北馬利安納
幾內亞比索 巴布亞紐幾內亞 南喬治亞 約旦河 印尼 印度洋 印度河 印度支那 印度教 新几内亚
几内亚湾 刚果河 尼日尔河 约旦河 塞内加尔河 冈比亚河 乌拉圭河 巴拉圭河 墨西哥湾 新墨西哥
巴西利亚 汤加里罗 马里兰 马里亚纳 马里乌波尔 马里博尔 马里布海滩 内蒙古 北爱尔兰
新英格兰 新苏格兰 新南威尔士 华盛顿州 古巴比伦 阿曼湾 苏丹红 印度豹 荷兰豆 荷兰猪
荷兰芹 荷兰鼠 波斯菊 法国梧桐 汉堡包 汉堡王 蒙古症 蒙古斑 北京猿人 加拿大一枝黄花
巴西龟 巴西木 南京板鸭 上海青
朝鲜族 朝鲜文 朝鲜语 朝鲜半岛 朝鲜战争 朝鲜王朝 朝鲜海峡 朝鲜时代 朝鲜总督府 朝鲜通信使 蒙古族 蒙古包 蒙古帝国
蒙古大夫 孟加拉虎 孟加拉湾 哈萨克族 哈萨克语 塔吉克族 乌兹别克族 乌兹别克语 吉尔吉斯族
德国之声 德国商业银行 法国巴黎银行 法国兴业银行 瑞士信贷 英国石油公司 英国广播公司
英国天空新闻 韩国放送公社 韩国文化广播公司 美国有线电视新闻网 美国国家航空航天局 美国航空航天局
美国全国广播公司 美国广播公司 美国哥伦比亚广播公司 美国联合航空 美国消费者新闻与商业频道
美国全国公共广播电台 日本放送协会 日本广播协会 日本电报电话 日本经济新闻
中国海洋石油 中国工商银行 中国中车 中国商飞 中国远洋海运 中国中央电视台 中国石油天然气 中国石油化工
天津条约 南京条约 台湾积体电路 纽约客杂志
荷兰皇家航空 墨西哥航空公司 葡萄牙航空公司 西班牙国家航空 意大利航空公司 哥伦比亚航空公司 智利航空公司
芬兰航空公司 冰岛航空公司 波兰航空公司 斯里兰卡航空公司 沙特阿拉伯航空公司 巴西航空工业公司 德国汉莎
法国电力公司 法国电力集团 法国电信公司 西班牙电信公司 德国电信公司 意大利电信公司 意大利国家电力 挪威国家石油
巴西石油公司 巴西国家石油 墨西哥国家石油 委内瑞拉国家石油 马来西亚国家石油
俄罗斯天然气工业 俄罗斯储蓄银行 俄罗斯国家原子能 俄罗斯卫星通讯社 俄罗斯联合航空制造
日本制铁 日本电气公司 日本电产 德国铁路公司 德国联邦铁路 法国国家铁路公司
韩国科学技术院 韩国高等科学技术院 韩国电力公社 美国铝业 美国国际集团 美国电话电报 美国职业篮球联赛
美国职业棒球大联盟 美国国家橄榄球联盟 美国国家冰球联盟 西班牙人队 皇家西班牙人
"""

#: In simplified characters, but for those that only Taiwan writes so.
LONGER_NAMES = tuple(_NAMES.split())
