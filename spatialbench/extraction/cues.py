"""Words that say how a claim is meant, as patterns over lower-case text, English and Chinese.

Every pattern is built on first use and kept. None has a repetition inside a repetition that could
match the same text in two ways, so each runs in time linear in what it is given.
"""

from __future__ import annotations

import re
from functools import cache

from spatialbench.extraction.patterns import either, word

_STOP = r"[;!?。\n]|\.(?=\s|$)"


@cache
def scope() -> re.Pattern[str]:
    """What ends the reach of a denial."""
    return re.compile(
        either(
            r"[;!?,。、\n]",
            r"\.(?=\s|$)",
            r"(?<!hidden)(?<!invisible)(?<!unseen)(?<!shown)(?<!wrong)(?<!incorrect)(?<!eliminated)"
            r"(?<!excluded)(?<!answers)(?<!options)(?<!除)(?<!误):",
            r"(?<!anything )(?<!everything )(?<!all )(?<![a-z])but(?![a-z])",
            word(r"so|therefore|thus|hence|leav(?:es|ing)|while|whereas|because|only|rather"),
            r"(?<!think )(?<!believe )(?<!sure )(?<![a-z])(?:it's|it is)(?![a-z])",
            "而是|但是?|所以|因此|那么|因为|应该?[是为选]|应选|故选",
        )
    )


@cache
def denial() -> re.Pattern[str]:
    """A word that denies what follows it in the same clause."""
    return re.compile(
        either(
            word(
                r"not(?! (?:only|just|sure|certain|to mention))",
                r"no(?! doubt| wonder| question|\.)",
                r"never|neither|nor|cannot|without(?! a? ?doubt)|except|exclud\w{0,3}",
                r"eliminat\w{0,3}|rul(?:es?|ed|ing) out|reject\w{0,3}|discard\w{0,3}",
                r"avoid|impossible to|instead of|than|unlike|(?:any|every)thing but|all but",
                r"incorrect|wrong|far from|different from|opposite (?:of|to)|opposes|away from",
                r"(?:hidden|invisible|unseen|not shown)"
                r"(?= ?(?:faces?|sides?|colou?rs?|ones?)? ?(?:are|is|:))",
            ),
            r"n't(?![a-z])",
            "不(?!过|妨|难|仅|止|但|久|同|稳|倒)|没有?|并非|非|排除|而不|无法|未|除了?|别|错",
        )
    )


@cache
def denied_after() -> re.Pattern[str]:
    """What denies the claim that it follows."""
    verb = (
        "is|are|was|were|can|could|does|do|did|would|will|has|have|must|should|seems?|looks|also|"
        "clearly|definitely|obviously|certainly|be|being|to|as|both|all"
    )
    return re.compile(
        either(
            r"[\"')\]]*\s*(?:face|side|option|choice|one|项|选项|面|个)?s?[\"')\]]*\s*"
            rf"(?:(?:{verb})\s*)*"
            + either(
                r"n't|not(?! only)|never|cannot|can't|isn't|aren't|wasn't|won't",
                "doesn't|don't|didn't",
                r"wrong|incorrect|false|impossible|invalid|eliminated|ruled out|excluded",
                r"out of the question|out(?=[\s.,;]|$)|fails|hidden(?=[\s.,;]|$)",
                r"a (?:common )?(?:distractor|trap|decoy|mistake)",
            ),
            r"\s?[?:→–-]\s?(?:no|nope|not|wrong|incorrect|不|错)(?![a-z])",
            r"\s?[:→–-]?\s?[✗✘❌]",
            r"[.!?]{1,3}\s?no(?=\s?[.,!])",
            r"\s*(?:选项|项)?(?:也|都|均|显然|肯定|就|是|被)*(?:不|错|没有|并非|排除|非|有误)",
        )
    )


@cache
def choosing() -> re.Pattern[str]:
    """Words that choose what follows them; they stand at the end of what precedes the claim."""
    chooser = either(
        r"(?<![a-z])i(?:'d|'ll| would| will| am|'m)?(?: \w+ly)? "
        + either(
            "choose|chose|pick|select|go(?:ing)? (?:with|for)|say|guess|opt for|vote for|conclude",
            "answer",
        ),
        r"(?<![a-z])(?:going with|go(?:es)? with|opt(?:ing)? for|settl\w+ on)",
        r"(?<![a-z])(?:i|we) (?:\w+ly )?(?:think|believe|guess|suspect|reckon|bet)",
        r"(?<![a-z])(?:it|that|this|which)(?:'s| is| must be| should be| would be| has to be)",
        r"(?<![a-z])(?:must be|has to be|leaving|leaves|choice|pick|selection|choose|select|guess)",
        r"(?<![a-z])(?:picking|choosing|selecting|conclusion|final)",
        r"(?<![a-z])(?:most likely|probably|likely|definitely|surely|perhaps|maybe|或许|大概)",
        r"(?<![a-z])there (?:is|are|'s|'re)(?: only| just| exactly)?",
        r"(?<![a-z])now|(?<![a-z])(?:ends?|ended|becomes?|became)(?: up)?"
        "(?: in| on| at| under| behind)?",
        "(?<!不)选择?|应该?[是为]|就是|而是|认为|觉得|答|猜|变[成为]|现在[是在]",
    )
    between = either(
        "is|that|it's|it is|the|an?|option|choice|letter|answer|face|would be|should be|must be",
        "probably|most likely|definitely|clearly|simply|net|likely|选项|是|为|了",
    )
    return re.compile(rf"{chooser}[\s:\"'(\[]*(?:{between}[\s:\"'(\[]*)*$")


@cache
def chosen_after() -> re.Pattern[str]:
    """What chooses the claim that it follows."""
    verb = "is|would be|must be|should be|has to be|seems|looks|appears|(?:is )?therefore"
    return re.compile(
        either(
            r"\s?[?:→–-]\s?(?:yes|correct|right|i think so|是|对)|\s?[:→–-]?\s?[✓✔✅]",
            r"(?:\s[a-z]{1,12})?\s(?:in total|in all|altogether)(?![a-z])",
            r"\sit is(?=\s?(?:[.!]|$))",
            r"\s(?:fits|matches|works|looks) (?:better|best|right)",
            r"[\"')\]:]*\s*(?:face|side|one|option|choice)?[\"')\]]*\s*(?:,\s*)?"
            rf"(?:{verb})\s+(?:\w+ly\s+|most\s+|the\s+|my\s+|to be\s+)*"
            r"(?:correct|right|best|answer|final|proper|only|one|choice)(?![a-z]| if)",
            r"\s*(?:选项|项)?(?:是|为)?(?:正确|对的|符合|成立|更?最?合适|更符合)",
        )
    )


@cache
def conclusion() -> re.Pattern[str]:
    """Words that open a conclusion."""
    return re.compile(
        either(
            word(
                r"so(?! (?:far|called|that|much|many|long|on|as|is|does|do|are))",
                "therefore|thus|hence|consequently|accordingly|which means|meaning(?: that)?",
                "it follows|leav(?:es|ing)|in conclusion|in summary|to sum up|overall",
                r"(?:in total|altogether)(?=,| there| we)|(?<!in )total(?: of)?",
                "ends up|end up|as a result|finally|ultimately|we get|this gives|that gives",
                "which gives",
            ),
            "∴|所以|因此|因而|故|那么|综上|于是|由此|可知|可得|最终|总共|一共|总计|合计|共计",
            r"共有?(?=[\d一二两三四五六七八九十])",
        )
    )


@cache
def aside() -> re.Pattern[str]:
    """Openers of what is only mentioned: premises, reasons, times and conditions, origins."""
    premise = either(
        r"options?\s*:|the options|choices?\s*:|questions?\s*:|given(?! that)|initial(?:ly)?",
        r"let(?:'?s| us| me)(?! (?:go with|say|pick|choose|answer))",
        "originally|at first|at the (?:start|beginning)|to (?:begin|start) with|before|recall|note",
        r"suppose|assum\w+|imagine|consider|the question|its (?:six )?faces",
        "a cube (?:is|sits)|you (?:said|asked|are asking|have)|as for",
        "start(?:ing|s|ed)?(?: (?:with|from|state))?",
        "选项(?:有|包括|是|:)|题目|已知|起初|最初|开始时?|一开始|假设|注意|题中|让我们?|原来|本来",
    )
    reason = either(
        "because|since|given that|due to|while",
        "as (?:it|the|a|they|there|this|we|you|shown)",
        r"(?<=, )as|whereas|although|though|even though|compared (?:to|with)",
        r"whether|unless|besides|apart from|such as",
        r"for example|e\.g",
    )
    return re.compile(
        rf"(?:^|[.!?。;\n]\s{{0,8}}|-[ ])(?P<premise>(?<![a-z]){premise}(?![a-z]))"
        rf"|(?P<time>{word('if|when|whenever|after|before|once|until|where')}"
        r"|(?<!应)当(?!然|前)|如果|假如|若)"
        rf"|(?P<reason>(?<![a-z]){reason}(?![a-z])|因为|由于|虽然|尽管|除了|既然|是否|能否|会不会|能不能|是不是)"
        rf"|(?P<origin>{word('from')}|从)"
    )


@cache
def aside_end() -> re.Pattern[str]:
    """Where what was only mentioned ends at the latest."""
    turn = either(
        "so|therefore|thus|hence|but|however|then|the (?:correct |final )?answer",
        "i'd|i'll|i would|my|probably|maybe|most likely|likely|perhaps",
    )
    return re.compile(rf"{_STOP}|[,\s]{turn}(?![a-z])|所以|因此|故|但|那么|答案|猜|应该[是选]")


@cache
def destination() -> re.Pattern[str]:
    """Where "from …" ends."""
    return re.compile(rf"[,:]|{word('to')}|到")


@cache
def colon() -> re.Pattern[str]:
    """Where "whether …:" ends."""
    return re.compile(":")


@cache
def main_clause() -> re.Pattern[str]:
    """Where a sentence that opens with a reason or a time comes to its point."""
    return re.compile(
        r"[,:]|(?<![a-z])and(?![a-z])|(?<![a-z])(?:it|you|i|we) "
        r"(?:is|are|see|will|would|ends?|must|should|lands?)(?![a-z])"
    )


@cache
def concession() -> re.Pattern[str]:
    """What grants a second possibility ("but D is also possible") or tells of the past."""
    opener = word("but|though|although|however|while|yet")
    past = word("was|were|used to be|started|began|had been")
    maybe = word("possibl[ey]|plausible|could|might|may|conceivabl[ey]|a chance")
    return re.compile(
        rf"{opener}[^.;!?\n]{{0,80}}?{maybe}[^.;!?\n]{{0,40}}"
        rf"|{past}[^.,;!?\n]{{0,60}}?(?=[.,;!?\n]|$| and )"
        r"|(?:但是?|不过|虽然|尽管)[^。;!?\n]{0,40}?(?:也|可能|或许)[^。;!?\n]{0,20}"
    )
