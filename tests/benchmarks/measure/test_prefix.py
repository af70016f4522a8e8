"""A server that keeps what it has read need not read a conversation again each turn."""

from benchmarks.measure.prefix import requests, share


async def test_nine_tenths_of_what_later_turns_ask_begins_as_the_turn_before_though_windows_fill() -> None:
    _, *later = await requests(turns=100)
    assert share(later) >= 0.9
    assert sum(each.shared < each.size / 2 for each in later) > 1, "it was filled"
    assert later[-1].shared >= 0.9 * later[-1].size, "the wrap-up goes on with the conversation"
