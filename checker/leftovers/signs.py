"""What the gaps of a template look like, and what only looks like them: patterns over half-width text."""

from __future__ import annotations

import re

_DATE = r"年(?!级)度?|月份?|日|号|周年|世纪"
_UNIT = (
    r"[余多]?(?:[万亿千百]+[余多]?)?(?:元|亩|公里|千米|平方米|平方公里|立方米|公顷|㎡|米|m(?![a-z])|吨|公斤|斤"
    r"|头|只|羽|株|棵|盏|座|栋|套|台|辆|处|口|眼|条|项|个|家|户|人次|人|名|位|件|份|期|次|场|篇|块|批|间|张"
    r"|桶|箱|袋|艘|所|片|支|组|类|种|轮|倍|成|字|小时|天|％|%|‰|百分点)"
)
_PLACE = (
    r"(?:镇|乡|村(?![民务规])|县|市(?!场)|省|区|州|街道|社区|局(?![面部势限])|办|站|所|组|庄|屯|寨|湾|河|山|湖|路|桥|厂|公司|合作社"
    r"|学校|中学|小学|医院|党委|支部|党支部|书记|镇长|乡长|同志|主任|部长|县长|副|工程|项目|行动|精神|园|基地)"
)
AFTER = re.compile(rf"[ \u3000]?(?:(?P<date>{_DATE})|(?P<unit>{_UNIT})|(?P<place>{_PLACE}))")
HAN = "\u4e00-\u9fff"
_GAP = r"[ \u3000\xa0]"  # a blank left to be filled
_MEASURED = r"(?:[万亿]元|元(?=[，。；、])|公里|平方米|亩(?![产均])|人次|户(?![户均主籍])|吨|％|%|个百分点)"

# years with places left open: 20XX年, 201x, 20__年, 202×年度
YEAR = re.compile(r"(?<!\d)(?:19|20)(?:\d[XxX×*＊_○]|[XxX×*＊_○]{2,4})(?=\s?年|[^\dA-Za-zXx×*_]|$)")
CROSSES = re.compile(r"[Xx×✕╳]+(?:[.: \u3000][Xx×✕╳]+)*")
STARS = re.compile(r"[*＊]+")
LINES = re.compile(r"[_＿]+")
SHAPES = re.compile(r"○{2,}|□{2,}|△{2,}|▲{2,}|●{2,}|◇{2,}|◎{2,}|※{2,}|■{2,}|〇{3,}")
SOMEBODY = re.compile(rf"(?<![{HAN}])某(?={_PLACE})|某某+|(?<=[，。、在到与])某(?=镇|乡|村(?!民)|县|街道)")
_FIELD = (
    r"(?:姓名|人名|单位(?:名称)?|名称|项目名称|镇名|村名|地名|职务|年份|年度|日期|时间|地点|金额|(?:具体|相关|实际)?(?:数字|数据|数量|内容|情况)"
    r"|案例|事例)"
)
# what a template tells its user to do, in brackets of any kind
NOTE = re.compile(
    rf"[（(【\[<〔{{](?:此处|此项|(?!时间|日期|地点){_FIELD})?(?:尚|暂|还)?"
    rf"(?:待补充?[^，。（）()【】\[\]\d]{{0,8}}|(?:待填写?|待核实?|待确认|待更新|待完善|待统计|待定|暂缺))[）)】\]>〕}}]"
    r"|[（(【\[<〔{](?:此处)?(?:请|自行|据实|如实)[^，。（）()【】\[\]]{0,8}?(?:填写?|填入|补充|输入|插入|说明|展开)[^，。（）()【】\[\]]{0,8}[）)】\]>〕}]"
    rf"|[（(【\[<〔{{](?:填写|填入|插入|补充){_FIELD}[）)】\]>〕}}]|[（(](?:姓名|单位名称|日期|年份|金额|数字)[）)]"
    rf"|[\[<{{]{_FIELD}[\]>}}]|(?<=[{HAN}])【(?:姓名|单位名称|日期|年份|金额|数字|数据)】|[（(【\[]此处[^，。（）()【】\[\]]{{1,12}}[）)】\]]"
    r"|[（(](?:请?结合[^，。（）()]{0,8})?举例说明[）)]|\{\{[^{}\n]{1,20}\}\}|\$\{[^{}\n]{1,20}\}|TBD|TODO"
    rf"|待补充(?={_MEASURED})|(?:数据|数字|金额|此处|此段|此项)(?:尚|暂)?待(?:补充?|填写?|核)(?=[，。；、）]|$)"
)
QUESTIONED = re.compile(
    rf"(?<=[{HAN}])[?？]{{2,}}+(?={_UNIT}|{_DATE})|(?<=[{HAN}])[?？](?=[万亿]元|[％%])"
    rf"|(?<=[{HAN}])(?:…++|\.{{2,}}+|·{{2,}}+)(?={_MEASURED})"
)
ASKS = re.compile(r"吗|呢|什么|怎|何|谁|哪|多少|几|能否|是否|有没有|[没不]有?$")
# 投入 万元, 于    年  月: Latin-style blanks where a number should stand
BLANK = re.compile(
    rf"(?<=[{HAN}]){_GAP}{{2,}}(?=[万亿]?(?:元|亩|公里|人次|户|吨)|[月日](?![{HAN}]))"
    rf"|(?<=[{HAN}])(?<![数几上近逾过超成每百千破万亿]){_GAP}(?=(?:[万亿]元|公里|平方米|人次)(?:[，。；、]|$))"
    rf"|(?<=[{HAN}]){_GAP}{{2,}}(?=[%％](?:[，。；、]|$))"
    rf"|(?<=[{HAN}]){_GAP}{{3,}}(?=[起个次名件家户人条项处座间场期份所组篇][，。；、])"
)
DATED = re.compile(
    rf"(?:(?<=\d年)|年|(?<=[自于在从]){_GAP}+年){_GAP}+月(?![均度份底初末中])(?:{_GAP}+日)?|(?<!\d)20{_GAP}+年度?(?=述|[{HAN}]{{0,12}}报告)"
)
EMPTY = re.compile(
    rf"[（(]{_GAP}*[）)](?=[万亿]?(?:元|亩|公里|吨|户|人|个|名|件|次|场|期)|{_DATE}|[％%])|【{_GAP}*】|\[{_GAP}*\](?=[{HAN}])"
    rf"|“{_GAP}*”(?![^“”]{{0,30}}”)|《{_GAP}*》"
)
LETTER = re.compile(
    r"(?<![A-Za-z+＋\d“])[Nn](?=[万亿]?元|[家名户亩件次人](?![字方]))"
    r"|(?<![A-Za-z+＋\d“])[A-Z](?=[镇乡县](?:党|政府|人大|纪|副|书记|镇长|乡长|[的，。、]|$))"
)
LEADER = re.compile(r"(?<![A-Za-z])(?:XJP|xjp)(?![A-Za-z])")
SIGNED = re.compile(r"(?:签名|签字|签章|盖章|述职人|述廉人|报告人|审核人|负责人)[（(签名字盖章）)]*[:：]?\s*$")
CASE = re.compile(r"案|违纪|违法|违规|酒驾|醉驾|受贿|贪污|通报|典型|警示|曝光|被查")

# Each pattern with what no match of it can do without: most paragraphs hold none of it and are passed at once.
YEARS = ((YEAR, re.compile(r"[XxX×*＊_○]")), (DATED, re.compile(_GAP)))
# Alternatives that each begin with one character are found at once; a set beside a word is not.
ANY_JUDGED = re.compile("|".join(map(re.escape, (*"Xx×✕╳*＊_＿○□△▲●◇◎※■〇某?？…·", ".."))))  # without one nothing is left to be judged
_NOTED = ("补充", "此处", "自行", "据实", "如实", "说明", "姓名", "名称", "日期", "年份", "金额", "数字", "数据", "TBD", "TODO", "暂缺")
NEEDED = (
    (NOTE, re.compile("|".join(map(re.escape, (*"待填插请{}[<【", *_NOTED))))),
    (BLANK, re.compile(r"[ \u3000\xa0]")),
    (EMPTY, re.compile(r"[）)】\]”》]")),
    (LETTER, re.compile(r"[A-Za-z]")),
    (LEADER, re.compile(r"[Xx][Jj][Pp]")),
)

X_WORD = re.compile(r"[Xx](?:年级|光|射线|线|染色体|轴|形|型|因子|世代|档案|证书)")
MODEL = re.compile(r"[-—–]?\d+[A-Za-z]*(?:型|号|款|式|系列|级)|[-—–]\d")
# whose name a quotation gives: 账号“云岭XX说” is the account's own name
NAMED = re.compile(
    r"(?:账号|帐号|公众号|视频号|抖音号|网名|昵称|名为|取名|栏目|品牌|节目|店名|商标|名叫|叫作|微信群)[^“”]{0,4}“[^“”]{0,12}$"
)
SURNAME = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁马方任袁柳唐罗薛雷贺汤郝安常乐于傅齐康伍余顾"
    "孟黄穆萧尹姚邵汪毛禹狄贝明成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路江童颜郭梅林刁钟徐邱骆高夏蔡田胡凌霍万柯卢莫房解应"
    "丁宣邓杭洪包左石崔吉龚程邢裴陆荣翁段侯全班甘厉祖武符刘景龙叶白蒲卓乔冉谭申冀廖耿文欧曾"
)
BOLD = re.compile(r"\*\*(?P<inside>[^*\n]{2,80})\*\*")
URL = re.compile(r"(?:https?://|www\.)[\w./?=&%#:*-]+", re.ASCII)
