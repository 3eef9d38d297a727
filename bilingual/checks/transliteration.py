"""The letters by which Chinese writes foreign names.

Those that stand in names of persons and places much more often than in words, as the Xinhua News Agency
writes them.
"""

from __future__ import annotations

import re

LETTERS = (
    "阿埃艾爱安昂奥澳巴白班邦鲍贝本比彼宾波伯勃博卜布查茨达戴丹道德登邓迪蒂丁杜敦顿多厄恩尔法凡范费芬弗福富盖甘冈高戈格哥根贡古瓜圭果哈"
    "海汉豪赫亨胡华霍吉加伽贾杰金津卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷黎里利莉丽连廉列林琳隆卢鲁伦罗洛马玛迈麦曼毛梅门蒙米密敏"
    "明莫墨默姆穆纳娜奈南内尼涅宁纽农努诺欧帕潘庞佩彭皮平珀普齐奇恰强乔切琴丘萨塞桑瑟沙莎山绍舍申圣施什史舒顺斯松苏索塔泰坦汤唐陶特滕提"
    "廷通图托瓦万旺威韦维魏温文沃乌武西希锡夏肖谢辛休许雅亚延扬耶叶伊因英尤尤約约泽扎詹兹朱佐齐"
)
#: A run of such letters, as long as a name.
RUN = re.compile(f"[{LETTERS}·]{{3,12}}")
ALL = re.compile(f"[{LETTERS}·]+")
