"""How a claim is meant: denied, set aside, chosen, concluded. Everything works on lower-case text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

Region = tuple[int, int]

_REACH = 120  # how far back a word can deny a claim
_AHEAD = 80  # how far ahead


@cache
def _scope() -> re.Pattern[str]:
    """What ends the reach of a denial."""
    return re.compile(
        r"[;!?,。、\n]|\.(?=\s|$)|(?<![a-z])(?:but|so|therefore|thus|hence|leav(?:es|ing)|while|whereas|"
        r"because|(?<!think )(?<!believe )(?<!sure )(?:it's|it is)|only|rather)(?![a-z])|而是|但是?|所以|因此|那么|因为|应该?[是为选]|应选|故选"
    )


@cache
def _denial() -> re.Pattern[str]:
    """A word that denies what follows it."""
    return re.compile(
        r"(?<!\bor )(?<![a-z])(?:not(?! (?:only|just|sure|certain|to mention))|no(?! doubt| wonder| question|\.)|"
        r"never|neither|nor|cannot|without(?! a? ?doubt)|except|exclud\w{0,3}|eliminat\w{0,3}|"
        r"rul(?:es?|ed|ing) out|reject\w{0,3}|instead of|rather than|unlike|other than|incorrect|wrong|"
        r"discard\w{0,3}|far from|different from|opposite (?:of|to)|away from|opposes|(?:hidden|invisible|unseen|not shown)(?= ?(?:faces?|sides?|colou?rs?|ones?)? ?(?:are|is|:)))(?![a-z])|n't(?![a-z])"
        r"|不(?!过|妨|难|仅|止|但|久|同|稳|倒)|没有?|并非|非|排除|而不|无法|未|除了?|别|错"
    )


@cache
def _denied_after() -> re.Pattern[str]:
    """What denies the claim it follows."""
    return re.compile(
        r"[\"')\]]*\s*(?:face|side|option|choice|one|项|选项|面|个)?s?[\"')\]]*\s*"
        r"(?:(?:is|are|was|were|can|could|does|do|did|would|will|has|have|must|should|seems?|looks|also|"
        r"clearly|definitely|obviously|certainly|be|being|to|as|both|all)\s*)*"
        r"(?:n't|not(?! only)|never|cannot|can't|isn't|aren't|wasn't|won't|doesn't|don't|didn't|"
        r"(?:wrong|incorrect|false|impossible|invalid|eliminated|ruled out|excluded|out of the question|"
        r"out(?=[\s.,;]|$)|fails|a (?:common )?(?:distractor|trap|decoy|mistake)|hidden(?=[\s.,;]|$)))"
        r"|\?\s*(?:no|nope|not|wrong|incorrect|不|错)(?![a-z])|\s*(?:选项|项)?(?:也|都|均|显然|肯定|就|是|被)*(?:不|错|没有|并非|排除|非|有误)"
    )


@cache
def _chosen() -> re.Pattern[str]:
    """Words that choose what follows them; they stand at the end of what precedes the claim."""
    return re.compile(
        r"(?:(?<![a-z])(?:i(?:'d|'ll| would| will| am|'m)?(?: \w+ly)? (?:choose|chose|pick|select|go(?:ing)? (?:with|for)|say|"
        r"guess|opt for|vote for|conclude|answer)|going with|go(?:es)? with|opt(?:ing)? for|settl\w+ on|"
        r"(?:i|we) (?:\w+ly )?(?:think|believe|guess|suspect|reckon|bet)|(?:it|that|this|which)(?:'s| is| must be| should be| would be| has to be)|"
        r"must be|has to be|leaving|leaves|choice|pick|selection|choose|select|guess|picking|choosing|selecting|conclusion|"
        r"final)|(?<!不)选择?|应该?[是为]|就是|而是|认为|觉得|答)"
        r"[\s:\"'(\[]*(?:(?:is|that|it's|it is|the|an?|option|choice|letter|answer|face|would be|should be|"
        r"must be|probably|most likely|definitely|clearly|simply|net|likely|选项|是|为|了)[\s:\"'(\[]*)*$"
    )


@cache
def _chosen_after() -> re.Pattern[str]:
    return re.compile(
        r"\?\s*(?:yes|correct|right|是|对)|(?:\s[a-z]{1,12})?\s(?:in total|in all|altogether)(?![a-z])|\s(?:fits|matches|works|looks) (?:better|best|right)|[\"')\]:]*\s*(?:face|side|one|option|choice)?[\"')\]]*\s*(?:,\s*)?(?:is|would be|must be|should be|has to be|seems|looks|appears|(?:is )?therefore)\s+(?:\w+ly\s+|most\s+|the\s+|my\s+|to be\s+)*"
        r"(?:correct|right|best|answer|final|proper|only|one|choice)(?![a-z])|\s*(?:选项|项)?(?:是|为)?(?:正确|对的|符合|成立)"
    )


@cache
def _conclusion() -> re.Pattern[str]:
    return re.compile(
        r"(?<![a-z])(?:so(?! (?:far|called|that|much|many|long|on|as|is|does|do|are))|therefore|thus|hence|consequently|accordingly|"
        r"which means|meaning(?: that)?|it follows|leav(?:es|ing)|in conclusion|in summary|to sum up|overall|in total(?=,| there| we)|altogether(?=,| there| we)|"
        r"ends up|end up|as a result|finally|ultimately|we get|this gives|that gives|which gives|(?<!in )total(?: of)?)(?![a-z])"
        r"|∴|所以|因此|因而|故|那么|综上|于是|由此|可知|可得|最终|总共|一共|总计|合计|共计|共有"
    )


@cache
def _aside() -> re.Pattern[str]:
    """Openers of what is only mentioned: premises (to the end of the sentence) and reasons."""
    premises = (
        r"options?\s*:|the options|choices?\s*:|questions?\s*:|given(?! that)|initial(?:ly)?|originally|at first|"
        r"at the (?:start|beginning)|to (?:begin|start) with|before|recall|note|suppose|assum\w+|imagine|consider|"
        r"let'?s|let us|let me|the question|its (?:six )?faces|a cube (?:is|sits)|you (?:said|asked|are asking|have)|"
        r"start(?:ing|s|ed)?(?: (?:with|from|state))?|as for|选项(?:有|包括|是|:)|题目|已知|起初|最初|开始时?|一开始|假设|注意|题中|让我们?|原来|本来"
    )
    reasons = (
        r"because|since|given that|due to|as (?:it|the|a|they|there|this|we|you|shown)|while|whereas|although|though|even though|"
        r"unlike|compared (?:to|with)|than|whether|unless|rather than|instead of|"
        r"except(?: for)?|besides|apart from|for example|e\.g|such as"
    )
    times = "if|when|whenever|after|before|once|until|where"
    return re.compile(
        rf"(?P<opening>^|[.!?。!?;\n]\s{{0,8}}|-[ ])(?P<premise>(?<![a-z])(?:{premises})(?![a-z]))"
        rf"|(?P<time>(?<![a-z])(?:{times})(?![a-z])|当(?!然|前)|如果|假如|若)"
        rf"|(?P<reason>(?<![a-z])(?:{reasons})(?![a-z])|因为|由于|虽然|尽管|除了|既然)"
        r"|(?P<origin>(?<![a-z])from(?![a-z])|从)"
    )


@cache
def _aside_end() -> re.Pattern[str]:
    return re.compile(
        r"[;!?。\n]|\.(?=\s|$)|[,\s](?:so|therefore|thus|hence|but|however|the (?:correct |final )?answer|then)(?![a-z])|"
        r"所以|因此|故|但|那么|答案"
    )


@cache
def _concession() -> re.Pattern[str]:
    return re.compile(
        r"(?<![a-z])(?:but|though|although|however|while|yet|or)(?![a-z])[^.;!?\n]{0,80}?(?<![a-z])(?:possibl[ey]|plausible|could|might|may|conceivabl[ey]|a chance)(?![a-z])[^.;!?\n]{0,40}"
        r"|(?:但是?|不过|虽然|尽管)[^。;!?\n]{0,40}?(?:也|可能|或许)[^。;!?\n]{0,20}"
    )


def denied(low: str, start: int, end: int, floor: int) -> bool:
    """Whether words before (not before `floor`) or after a claim deny it."""
    before = low[max(floor, start - _REACH) : start]
    cut = 0
    for match in _scope().finditer(before):
        cut = match.end()
    if _denial().search(before, cut):
        return True
    return _denied_after().match(low[end : end + _AHEAD]) is not None


def denials(low: str, start: int, floor: int) -> int:
    """How many words in the same clause deny what starts at `start`."""
    before = low[max(floor, start - _REACH) : start]
    cut = 0
    for match in _scope().finditer(before):
        cut = match.end()
    return sum(1 for _ in _denial().finditer(before, cut))


def asides(low: str, start: int, end: int) -> list[Region]:
    """Stretches in which nothing is claimed: premises, reasons, comparisons, conditions."""
    return list(_asides(low, start, end))


def _asides(low: str, start: int, end: int) -> Iterator[Region]:
    reached = start
    for match in _aside().finditer(low, start, end):
        if match.start() < reached:
            continue
        reached = aside_end(low, match.end(), end)
        if match["origin"] is not None:
            reached = _first(_destination(), low, match.end(), reached)
        elif (
            match["time"] is not None
            or match["reason"] is not None
            and _opens_a_sentence(low, match.start(), start)
        ):
            reached = _first(_main_clause(), low, match.end(), reached)
        yield match.start(), reached


def _first(pattern: re.Pattern[str], low: str, start: int, end: int) -> int:
    match = pattern.search(low, start, end)
    return match.start() if match else end


@cache
def _destination() -> re.Pattern[str]:
    return re.compile(r"[,:]|(?<![a-z])to(?![a-z])|到")


@cache
def _main_clause() -> re.Pattern[str]:
    """Where a sentence that opens with a reason or a time comes to its point."""
    return re.compile(
        r",|(?<![a-z])(?:it|you|i|we) (?:is|are|see|will|would|ends?|must|should|lands?)(?![a-z])"
    )


def _opens_a_sentence(low: str, position: int, start: int) -> bool:
    before = low[max(start, position - 6) : position].rstrip(" ")
    return position - start < 3 or not before or before[-1] in ".!?。;\n:"


def concessions(low: str, start: int, end: int) -> list[Region]:
    """Stretches that grant a second possibility ("but D is also possible")."""
    return [match.span() for match in _concession().finditer(low, start, end)]


def conclusions(low: str, start: int, end: int) -> list[int]:
    """Where conclusions begin, in order."""
    return [match.end() for match in _conclusion().finditer(low, start, end)]


def aside_end(low: str, start: int, end: int) -> int:
    """Where something said aside from `start` on ends, at most `end`."""
    return _first(_aside_end(), low, start, end)


def chosen(low: str, start: int, end: int, floor: int) -> bool:
    """Whether the words around a claim choose it ("I pick B", "B is correct")."""
    before = low[max(floor, start - 80) : start]
    return (
        _chosen().search(before) is not None
        or _chosen_after().match(low[end : end + _AHEAD]) is not None
    )


def sentence_end(low: str, start: int, end: int) -> int:
    """Where the sentence beginning at `start` ends, at most `end`."""
    match = _sentence_end().search(low, start, end)
    return match.end() if match else end


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"[!?。\n]|\.(?=\s|$)")
