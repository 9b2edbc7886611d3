"""Numbers hold on to their units and counts: 267 MB, 19.9 元, 第 3 章, $ 5; characters to their reading: 東京(とうきょう).

A preference, not a rule: the breaker gives up a quarter of a line for a number and half of one for a reading, no more.
"""

import re

_SYMBOLS = (
    "% ‰ ° ℃ ℉ °C °F Å Ω kΩ MΩ "
    "m mm cm dm km nm um μm µm ft yd mi px pt em rem vh vw fr ha "
    "g mg kg ug μg µg lb oz t s ms us μs µs ns ps min h hr hrs d L l mL ml dL cl "
    "b B bit bits kb kB KB Kb KiB MB Mb MiB GB Gb GiB TB Tb TiB PB PiB EB K M G T k "
    "bps kbps Kbps Mbps Gbps Hz kHz KHz MHz GHz THz fps FPS rpm dpi ppi dB dBm "
    "W kW MW GW Wh kWh V mV kV mA Ah mAh J kJ MJ eV N kN Pa kPa MPa hPa bar atm cal kcal mol lm lx cd "
    "am pm AM PM a.m p.m AD BC CE BCE "
    "second seconds minute minutes hour hours day days week weeks month months year years percent times "
    "hundred thousand million billion trillion dollars euros pounds miles metres meters bytes "
    "USD EUR CNY RMB HKD JPY GBP TWD € £ ¥ ￥ 元/月 元/年 x ×"
)
"""Units as symbols and English words, with which no other letter may stand."""
_WORDS = (
    "分钟 分鐘 秒钟 点钟 小时 小時 个月 個月 星期 世纪 世紀 年代 年级 年度 公里 公斤 公顷 公尺 千克 千米 厘米 毫米 毫升 海里 英里 英寸 英尺 平方米 平方公里 立方米 摄氏度 美元 欧元 英镑 日元 港元 港币 卢布 万元 亿元 千元 万人 亿人 万美元 亿美元 万亿 万亿元 百万 千万 "
    "年間 日間 週間 時間 か月 ヶ月 カ月 か国 億円 万円 千円 パーセント 퍼센트 시간 개월 달러"
)
"""Units and counts of several characters, as words."""
_COUNTS = (
    "个個年月日号號天周週时時点點分秒刻岁歲元圆円块塊角毛米里厘毫克斤吨噸升亩畝顷人名位口家户次回遍趟种種类類项項条條篇章节節页頁集部本册冊卷期届屆代"
    "台臺辆輛架艘套张張件只隻支枝根把层層楼樓级級阶階步度倍成折万萬亿億千百多余餘几组組排行列字词詞句段场場颗顆粒款份座间間所栋棟道股枚匹头頭朵"
    "束杯瓶盒箱袋双雙对對副轮輪局盘盤版世番匁軒歩つヶヵ箇か階歳畳坪半개명년월일시분초원회번권장대층살세배만천조"
)
"""Characters that are units and counts, or that those of several characters begin with."""
_UNIT = "(?:{symbols})(?:[/·][A-Za-z]+)?[²³]?(?![A-Za-z0-9])|{words}|[{counts}]".format(
    symbols="|".join(sorted(map(re.escape, _SYMBOLS.split()), key=len, reverse=True)),
    words="|".join(sorted(_WORDS.split(), key=len, reverse=True)),
    counts=_COUNTS,
)
_QUANTITY = f"(?:[第§№$€£¥￥＄] ?)?[0-9０-９]+(?: ?(?:{_UNIT}))?"
_BEGIN = re.compile("[第§№$€£¥￥＄0-9０-９]")
"""What a quantity begins with: most places have nothing of it before them."""
_LONGEST = 12
"""Characters of a number's last digit, a blank and its unit."""
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_READING = (
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af々][(（]"
    f"(?:[ぁ-ゖァ-ー・ ]{{1,16}}|[ㄅ-ㄯˇˊˋ˙ ]{{1,16}}|(?=[^)）]{{0,15}}[{_TONES}])[a-zü{_TONES}' ]{{1,16}})[)）]"
)
"""A Han character and its reading in kana, bopomofo or pinyin with tones.

Compiled, as quantities are, when a text first needs it: that takes longer than all else of a first screen's lines.
"""
_LONGEST_READING = 20


def parts_reading(text: str, index: int) -> bool:
    """True where a line that begins at `index` would part a character from its reading, or the reading itself."""
    low = max(index - _LONGEST_READING, 0)
    if "(" not in text[low : index + 1] and "（" not in text[low : index + 1]:
        return False
    found = re.compile(_READING).finditer(text, low, index + _LONGEST_READING)
    return any(reading.start() < index < reading.end() for reading in found)


def parts_quantity(text: str, index: int) -> bool:
    """True where a line that begins at `index` would part a number from its unit, or a sign from its number."""
    low = max(index - _LONGEST, 0)
    if _BEGIN.search(text, low, index) is None:
        return False
    found = re.compile(_QUANTITY).finditer(text, low, index + _LONGEST)
    return any(quantity.start() < index < quantity.end() for quantity in found)
