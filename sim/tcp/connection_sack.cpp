// What the SACK blocks of an ACK tell (RFC 2018 5, RFC 2883, RFC 6675 4 Update).
#include "sim/tcp/connection.h"

#include <algorithm>
#include <array>

namespace sim {

namespace {

/// A block and what it is about.
struct Block {
    SeqRange range;
    bool duplicate{}; ///< it tells what came twice
};

using Blocks = std::array<Block, Options::most_sack_blocks>;

/// The lowest first: few enough to be put in order by hand.
void sort_by_number(Blocks& blocks, std::size_t count) {
    for (std::size_t i = 1; i < count; ++i)
        for (std::size_t j = i; j > 0; --j)
            if (before(blocks.at(j).range.first, blocks.at(j - 1).range.first))
                std::swap(blocks.at(j), blocks.at(j - 1));
}

} // namespace

/// Behind the highest number known to have arrived; SND.UNA when nothing was SACKed.
SeqNum Connection::highest_sacked() const {
    return recovery.board.empty() ? snd.una : recovery.board.highest();
}

void Connection::take_sack(const Segment& segment, AckNews& news, const Step& step) {
    const bool duplicate = take_duplicate_report(segment, news, step);
    Blocks blocks{};
    std::size_t count = 0;
    for (std::size_t i = 0; i < segment.options.sack_count; ++i) {
        const Block block{.range = segment.options.sack.at(i), .duplicate = duplicate && i == 0};
        if (!is_plausible(block.range, block.duplicate)) continue;
        if (before_or_equal(block.range.end, news.una_before)) continue;
        blocks.at(count++) = block;
    }
    sort_by_number(blocks, count);
    for (std::size_t i = 0; i < count; ++i)
        take_block(blocks.at(i).range, blocks.at(i).duplicate, news, step);
    if (congestion.phase != CongestionPhase::loss || recovery.undo.marker)
        note_reordering(news.lowest_late, *step.profile);
}

/// RFC 2883 4: the first block lies before the ACK, or inside the second one. True when it is such
/// a report, and one that a retransmission of ours explains.
bool Connection::take_duplicate_report(const Segment& segment, AckNews& news, const Step& step) {
    const SeqRange first = segment.options.sack[0];
    const SeqRange second = segment.options.sack[1];
    const bool inside = segment.options.sack_count > 1 && !before(second.end, first.end)
                        && !before(first.first, second.first);
    if (!before(first.first, segment.ack) && !inside) return false;
    if (!before(first.first, first.end) || length(first) > snd.max_wnd) return false;
    const std::uint32_t mss = effective_mss(step);
    const std::uint32_t segments = (length(first) + mss - 1) / mss;
    const bool of_probe = segments == 1 && recovery.probe.out && recovery.probe.end == first.end;
    recovery.duplicates_told += segments;
    if (recovery.duplicates_told > attempts.in_all) return false; // not of our making
    news.probe_duplicate = of_probe;
    news.tells_duplicate = true;
    news.delivered += segments;
    if (recovery.reordering.seen != 0 && !of_probe) recovery.rack.saw_duplicate = true;
    Undo& undo = recovery.undo;
    if (undo.marker && before_or_equal(first.end, news.una_before)
        && before(*undo.marker, first.end))
        undo.take_off(segments);
    return true;
}

/// The block is about something in flight, or about what came twice since the last reduction.
bool Connection::is_plausible(SeqRange block, bool duplicate) const {
    if (before(snd.nxt, block.end) || !before(block.first, block.end)) return false;
    if (!before(block.first, snd.nxt)) return false;
    if (before(snd.una, block.first)) return true;
    const std::optional<SeqNum> marker = recovery.undo.marker;
    if (!duplicate || !marker || before(snd.una, block.end)) return false;
    if (!before(block.first, *marker)) return true;
    return before(*marker, block.end) && !before(block.first, block.end - snd.max_wnd);
}

namespace {

/// A D-SACK tells that this came twice: if it was sent again, that was needless.
void note_twice(const SentSegment& one, Undo& undo, AckNews& news) {
    if (one.transmissions == 1) return;
    if (undo.marker && before(*undo.marker, one.end)) undo.take_off(1);
    if (one.sacked && before(one.first, news.lowest_late)) news.lowest_late = one.first;
}

struct Places {
    std::size_t from{}, to{};
};

/// The segments that the block covers whole.
Places places_in(SeqRange block, const SendQueue& sent) {
    const std::size_t from = sent.index_from(block.first);
    std::size_t to = sent.index_from(block.end);
    if (to > from && before(block.end, sent[to - 1].end)) --to;
    return {.from = from, .to = std::max(from, to)};
}

} // namespace

/// Marks the segments that the block covers whole, but for those that the ACK itself takes away.
void Connection::take_block(SeqRange block, bool duplicate, AckNews& news, const Step& step) {
    if (sent.empty()) return;
    auto [from, to] = places_in(block, sent);
    sent.part_bursts(from, to);
    for (std::size_t i = from; duplicate && i < to; ++i)
        note_twice(sent[i], recovery.undo, news);
    while (from < to && before_or_equal(sent[from].end, snd.una))
        ++from;
    if (from == to) return;
    const SeqRange whole{.first = sent[from].first, .end = sent[to - 1].end};
    const SeqNum highest = highest_sacked();
    recovery.board.add(whole, [&](SeqRange fresh) {
        const std::size_t end = sent.index_from(fresh.end);
        for (std::size_t i = sent.index_from(fresh.first); i < end; ++i) {
            const bool late = sent[i].transmissions == 1 && before(sent[i].first, highest);
            if (late && before(sent[i].first, news.lowest_late)) news.lowest_late = sent[i].first;
            tag_sacked(i, news, step);
        }
    });
    for (std::size_t i = from; duplicate && i < to; ++i)
        sent.mark_arrived_twice(i);
}

void Connection::tag_sacked(std::size_t place, AckNews& news, const Step& step) {
    const SentSegment& segment = sent[place];
    recovery.rack.arrived(segment, step.now, Duration{rtt.least});
    if (segment.transmissions == 1) {
        if (!before(congestion.recover, segment.end)) news.original_arrived = true;
        if (news.first_sacked_at == never) news.first_sacked_at = segment.sent_at;
        news.last_sacked_at = segment.sent_at;
    }
    news.newest_sent_at = std::max(news.newest_sent_at, segment.sent_at);
    news.sacks = true;
    ++news.delivered;
    sent.mark_sacked(place);
}

/// What had never been sent again arrived after something sent later: the path reorders, and its
/// degree is how far apart they were (Linux tcp_check_sack_reordering).
void Connection::note_reordering(SeqNum lowest_late, const Profile& profile) {
    const SeqNum highest = highest_sacked();
    if (!before(lowest_late, highest)) return;
    const std::uint32_t late_by = distance(lowest_late, highest);
    Reordering& reordering = recovery.reordering;
    if (late_by > reordering.degree * snd.mss)
        reordering.degree = std::min((late_by + snd.mss - 1) / snd.mss, profile.max_reordering);
    ++reordering.seen;
}

} // namespace sim
