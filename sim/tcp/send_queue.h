#pragma once

#include "sim/base/digest.h"
#include "sim/base/ring.h"
#include "sim/base/seq_num.h"
#include "sim/base/time.h"

#include <algorithm>
#include <cstdint>

namespace sim {

/// A segment in flight: sent, not yet acknowledged. It is sent again as it was sent first.
struct SentSegment {
    SeqNum first, end; ///< FIN included
    Time sent_at;      ///< of its last transmission
    std::uint8_t transmissions{1};
    bool psh : 1 {};
    bool fin : 1 {};
    bool lost : 1 {};        ///< presumed lost; it stays so while it is sent again
    bool resent : 1 {};      ///< a retransmission of it may still be under way
    bool sacked : 1 {};      ///< the peer has it, by its SACK blocks (RFC 2018)
    bool judged : 1 {};      ///< its first transmission was given up by time (RFC 8985 6.2)
    bool goes_on : 1 {};     ///< it left in one burst with the next one (TSO)
    bool ends_record : 1 {}; ///< nothing is added to it (MSG_EOR)
    std::uint32_t order{};   ///< of its last transmission among all: many may be of one instant

    bool operator==(const SentSegment&) const = default;
};

/// A retransmission in the order of time.
struct Retransmission {
    SeqNum end;            ///< of the segment
    std::uint32_t order{}; ///< SentSegment::order then

    bool operator==(const Retransmission&) const = default;
};

/// The segments in flight in order (RFC 9293's retransmission queue), their marks (RFC 6675 3, the
/// scoreboard) and running counts, so that no ACK walks the whole window.
class SendQueue {
public:
    [[nodiscard]] bool empty() const { return sent_.empty(); }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(sent_.size()); }
    [[nodiscard]] const SentSegment& front() const { return sent_.front(); }
    [[nodiscard]] const SentSegment& back() const { return sent_.back(); }
    [[nodiscard]] const SentSegment& operator[](std::size_t index) const { return sent_[index]; }

    /// A new segment has left, of which nothing is known yet: its marks are not taken. The rest
    /// goes straight into its place.
    void push(const SentSegment& segment) {
        SentSegment& place = sent_.next_place();
        place = {};
        place.first = segment.first;
        place.end = segment.end;
        place.sent_at = segment.sent_at;
        place.transmissions = segment.transmissions;
        place.psh = segment.psh;
        place.fin = segment.fin;
        place.order = ++transmissions_;
        sent_.push_back_filled();
    }
    /// The newest one ends a record.
    void end_record() { sent_.back().ends_record = true; }
    /// It leaves in one burst with the one behind it.
    void join_next(std::size_t index) { sent_[index].goes_on = true; }
    /// A burst begins here, whatever left with it before.
    void begin_burst(std::size_t index) {
        if (index != 0) sent_[index - 1].goes_on = false;
    }
    /// Bursts end before `from` and, if that is another place, before `to` (Linux
    /// tcp_match_skb_to_sack).
    void part_bursts(std::size_t from, std::size_t to) {
        if (from < sent_.size()) begin_burst(from);
        if (from < to && to < sent_.size()) begin_burst(to);
    }
    /// A burst ends here.
    void end_burst(std::size_t index) { sent_[index].goes_on = false; }
    /// Removes all that `ack` covers whole and shows each to `visit` before; a segment covered in
    /// part begins at `ack` from now on.
    template <typename Visit>
    void acknowledge(SeqNum ack, Visit&& visit) {
        std::uint32_t gone = 0;
        for (; !sent_.empty() && before_or_equal(sent_.front().end, ack); ++gone) {
            const SentSegment& first = sent_.front();
            visit(first);
            forget(first);
            sent_.pop_front();
        }
        next_lost_hint_ -= std::min(next_lost_hint_, gone);
        undecided_ -= std::min(undecided_, gone);
        if (!sent_.empty() && before(sent_.front().first, ack)) begin_at(ack);
    }

    /// The peer has the segment at `index`; whatever was presumed of it is settled.
    void mark_sacked(std::size_t index);
    /// The peer has taken back that it has it (RFC 2018 8).
    void mark_reneged(std::size_t index);
    /// The segment at `index` is presumed lost, or lost once more after it was sent again; false
    /// when that is known already, or the peer has it.
    bool mark_lost(std::size_t index);
    /// What was presumed lost is under way after all; what was sent again stays so.
    void none_lost();
    /// No retransmission of this segment is under way any more.
    void mark_arrived_twice(std::size_t index);
    /// The first segment presumed lost and not sent again; size() when there is none.
    std::size_t next_lost();
    /// The segment at `index` takes those behind it along, as far as they fit into `most_bytes`
    /// whole and before `edge`, when it is to be sent again (Linux, net.ipv4.tcp_retrans_collapse).
    /// Bursts stay as they are, and records apart.
    void collapse_into(std::size_t index, std::uint32_t most_bytes, SeqNum edge);
    /// Makes two of the segment at `index`; the second begins at `number`. Both are marked as it
    /// was.
    void split(std::size_t index, SeqNum number);
    /// The same where `number` lies within its text, else nothing.
    void cut_at(std::size_t index, SeqNum number) {
        const SentSegment& one = sent_[index];
        const SeqNum end = one.end - static_cast<std::uint32_t>(one.fin);
        if (before(one.first, number) && before(number, end)) split(index, number);
    }
    /// Where the burst begins that the segment at `index` is one with.
    [[nodiscard]] std::size_t burst_of(std::size_t index) const {
        while (index != 0 && is_one_with_next(index - 1))
            --index;
        return index;
    }
    /// The segment at `index`, and what left in one burst behind it and has fared alike, is as the
    /// device would cut it into segments of `most_bytes`.
    [[gnu::cold]] void cut_anew(std::size_t index, std::uint32_t most_bytes);
    /// Counts a retransmission; one that only probes (RFC 8985 7) is not reckoned to be under way.
    void note_resent(std::size_t index, Time now, bool probes);

    /// Without SACK each duplicate ACK tells that one more segment has left the network (RFC 5681
    /// 3.2). At least one stays in flight; true when it took a bound for that.
    bool set_duplicates(std::uint32_t count);
    [[nodiscard]] std::uint32_t duplicates() const { return duplicates_; }

    /// Where `number` lies; size() when nothing in flight holds it.
    [[nodiscard]] std::size_t index_of(SeqNum number) const;
    /// The place of the first segment that begins at `number` or later.
    [[nodiscard]] std::size_t index_from(SeqNum number) const;

    /// Segments that may still be under way (RFC 6675 4, pipe).
    [[nodiscard]] std::uint32_t in_flight() const {
        return size() - sacked_ - duplicates_ - lost_ + resent_;
    }
    [[nodiscard]] std::uint32_t sacked() const { return sacked_ + duplicates_; }
    [[nodiscard]] std::uint32_t lost() const { return lost_; }
    [[nodiscard]] std::uint32_t resent() const { return resent_; }
    /// A retransmission may be under way, or the oldest segment was sent again.
    [[nodiscard]] bool any_resent() const {
        return resent_ != 0 || (!empty() && front().transmissions > 1);
    }
    /// No place before this one waits for a judgement by time.
    [[nodiscard]] std::uint32_t undecided() const { return undecided_; }
    /// All before `index` is judged.
    void decide_up_to(std::size_t index) { undecided_ = static_cast<std::uint32_t>(index); }
    void judge(std::size_t index) { sent_[index].judged = true; }
    /// Retransmissions, the oldest first; some may be out of date.
    Ring<Retransmission>& retransmissions() { return retransmissions_; }
    /// The retransmission is the last transmission of a segment still in flight and not SACKed; its
    /// place then, else size().
    [[nodiscard]] std::size_t place_of(const Retransmission& one) const;

    void clear();

    void add_to(Digest& digest) const;
    bool operator==(const SendQueue&) const = default;

private:
    /// The oldest segment begins at `ack`; a burst is cut anew (tcp_trim_head).
    [[gnu::cold]] void begin_at(SeqNum ack);
    [[nodiscard]] bool is_one_with_next(std::size_t index) const;
    void forget(const SentSegment& segment) {
        sacked_ -= static_cast<std::uint32_t>(segment.sacked);
        lost_ -= static_cast<std::uint32_t>(segment.lost);
        resent_ -= static_cast<std::uint32_t>(segment.resent);
    }

    Ring<SentSegment> sent_;
    Ring<Retransmission> retransmissions_;
    std::uint32_t sacked_{};
    std::uint32_t duplicates_{};     ///< without SACK: duplicate ACKs, which stand for as many
    std::uint32_t lost_{};           ///< presumed lost, sent again or not
    std::uint32_t resent_{};         ///< under way once more
    std::uint32_t next_lost_hint_{}; ///< no place before this one waits to be sent again
    std::uint32_t undecided_{};
    std::uint32_t transmissions_{}; ///< in all
};

} // namespace sim
