#include "sim/tcp/send_queue.h"

namespace sim {

namespace {

std::uint32_t bytes_of(const SentSegment& segment) {
    return distance(segment.first, segment.end) - static_cast<std::uint32_t>(segment.fin);
}

} // namespace

void SendQueue::begin_at(SeqNum ack) {
    const std::uint32_t length = bytes_of(sent_.front());
    sent_.front().first = ack;
    cut_anew(0, length);
}

void SendQueue::cut_anew(std::size_t index, std::uint32_t most_bytes) {
    for (; is_one_with_next(index); ++index) {
        SentSegment& next = sent_[index + 1];
        const SeqNum end = sent_[index].first + most_bytes;
        if (!before(end, next.end)) return; // nothing would be left of it
        sent_[index].end = next.first = end;
    }
    if (bytes_of(sent_[index]) <= most_bytes) return;
    split(index, sent_[index].first + most_bytes);
    join_next(index);
}

/// They are parts of one burst to which the same has happened.
bool SendQueue::is_one_with_next(std::size_t index) const {
    const SentSegment& one = sent_[index];
    if (!one.goes_on) return false;
    const SentSegment& next = sent_[index + 1];
    return one.sacked == next.sacked && one.lost == next.lost && one.resent == next.resent;
}

void SendQueue::mark_sacked(std::size_t index) {
    SentSegment& segment = sent_[index];
    if (segment.resent && segment.lost) { // else the retransmission is still believed to be out
        segment.resent = false;
        --resent_;
    }
    lost_ -= static_cast<std::uint32_t>(segment.lost);
    segment.lost = false;
    segment.sacked = true;
    ++sacked_;
}

void SendQueue::mark_reneged(std::size_t index) {
    if (!sent_[index].sacked) return;
    sent_[index].sacked = false;
    --sacked_;
}

bool SendQueue::mark_lost(std::size_t index) {
    SentSegment& segment = sent_[index];
    if (segment.sacked || (segment.lost && !segment.resent)) return false;
    next_lost_hint_ = std::min(next_lost_hint_, static_cast<std::uint32_t>(index));
    if (!segment.lost) {
        segment.lost = true;
        ++lost_;
        return true;
    }
    segment.resent = false;
    --resent_;
    return true;
}

void SendQueue::none_lost() {
    for (std::size_t i = 0; i < sent_.size(); ++i)
        sent_[i].lost = false;
    lost_ = 0;
    next_lost_hint_ = undecided_ = 0;
}

void SendQueue::mark_arrived_twice(std::size_t index) {
    if (!sent_[index].resent) return;
    sent_[index].resent = false;
    --resent_;
}

std::size_t SendQueue::next_lost() {
    if (lost_ == 0) return size();
    for (; next_lost_hint_ < sent_.size(); ++next_lost_hint_) {
        const SentSegment& segment = sent_[next_lost_hint_];
        if (segment.lost && !segment.resent) return next_lost_hint_;
    }
    return size();
}

void SendQueue::collapse_into(std::size_t index, std::uint32_t most_bytes, SeqNum edge) {
    SentSegment& segment = sent_[index];
    if (bytes_of(segment) >= most_bytes) return;
    while (index + 1 < sent_.size() && !segment.goes_on && !segment.ends_record) {
        const SentSegment next = sent_[index + 1];
        const bool fits = bytes_of(segment) + bytes_of(next) <= most_bytes;
        if (!fits || next.sacked || next.goes_on || before(edge, next.end)) return;
        forget(next);
        sent_.erase(index + 1);
        duplicates_ -= std::min(duplicates_, 1U); // it may be one that they stand for
        if (next_lost_hint_ > index + 1) --next_lost_hint_;
        if (undecided_ > index + 1) --undecided_;
        segment.end = next.end;
        segment.psh = segment.psh || next.psh;
        segment.fin = segment.fin || next.fin;
        segment.ends_record = next.ends_record;
        segment.transmissions = std::max(segment.transmissions, next.transmissions);
    }
}

void SendQueue::split(std::size_t index, SeqNum number) {
    SentSegment second = sent_[index];
    second.first = number;
    SentSegment& first = sent_[index];
    first.end = number;
    first.psh = first.fin = first.goes_on = first.ends_record = false;
    sent_.insert(index + 1, second);
    sacked_ += static_cast<std::uint32_t>(second.sacked);
    lost_ += static_cast<std::uint32_t>(second.lost);
    resent_ += static_cast<std::uint32_t>(second.resent);
    if (next_lost_hint_ > index) ++next_lost_hint_;
    if (undecided_ > index) ++undecided_;
}

void SendQueue::note_resent(std::size_t index, Time now, bool probes) {
    SentSegment& segment = sent_[index];
    constexpr std::uint8_t most = 255;
    segment.sent_at = now;
    segment.order = ++transmissions_;
    if (segment.transmissions < most) ++segment.transmissions;
    while (!retransmissions_.empty() && place_of(retransmissions_.front()) == size())
        retransmissions_.pop_front();
    retransmissions_.push_back({.end = segment.end, .order = segment.order});
    if (probes || segment.resent) return;
    segment.resent = true;
    ++resent_;
}

bool SendQueue::set_duplicates(std::uint32_t count) {
    const std::uint32_t holes = std::min(std::max(lost_, 1U), size());
    duplicates_ = std::min(count, size() - holes);
    return duplicates_ < count;
}

/// Most segments are of one size: a division tells where `number` would lie, and is mostly right.
std::size_t SendQueue::index_from(SeqNum number) const {
    if (sent_.empty() || !before(sent_.front().first, number)) return 0;
    const std::size_t guess = (distance(sent_.front().first, number) - 1)
                                  / distance(sent_.front().first, sent_.front().end)
                              + 1;
    std::size_t low = 1, high = sent_.size();
    if (guess <= high && before(sent_[guess - 1].first, number)
        && (guess == high || !before(sent_[guess].first, number)))
        return guess;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (before(sent_[middle].first, number))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::size_t SendQueue::index_of(SeqNum number) const {
    const std::size_t next = index_from(number + 1);
    if (next == 0 || !before(number, sent_[next - 1].end)) return size();
    return next - 1;
}

std::size_t SendQueue::place_of(const Retransmission& one) const {
    if (sent_.empty() || before_or_equal(one.end, sent_.front().first)) return size();
    const std::size_t place = index_of(one.end - 1);
    const bool current = place < size() && sent_[place].order == one.order && !sent_[place].sacked;
    return current ? place : size();
}

void SendQueue::clear() {
    *this = SendQueue{};
}

void SendQueue::add_to(Digest& digest) const {
    for (std::size_t i = 0; i < sent_.size(); ++i) {
        const SentSegment& segment = sent_[i];
        digest.add(segment.first.raw);
        digest.add(segment.end.raw);
        digest.add(segment.sent_at.since_start_ns);
        digest.add(segment.transmissions);
        digest.add(segment.psh);
        digest.add(segment.fin);
        digest.add(segment.lost);
        digest.add(segment.resent);
        digest.add(segment.sacked);
        digest.add(segment.goes_on);
        digest.add(segment.ends_record);
        digest.add(segment.judged);
        digest.add(segment.order);
    }
    for (std::size_t i = 0; i < retransmissions_.size(); ++i) {
        digest.add(retransmissions_[i].end.raw);
        digest.add(retransmissions_[i].order);
    }
    digest.add(duplicates_);
    digest.add(next_lost_hint_);
    digest.add(undecided_);
}

} // namespace sim
