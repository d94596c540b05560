#include "sim/tcp/send_queue.h"

#include <algorithm>

namespace sim {

namespace {

std::uint32_t bytes_of(const SentSegment& segment) {
    return distance(segment.first, segment.end) - static_cast<std::uint32_t>(segment.fin);
}

} // namespace

void SendQueue::forget(const SentSegment& segment) {
    if (segment.lost || segment.resent) --lost_;
    if (segment.resent) --resent_;
}

Acknowledged SendQueue::acknowledge(SeqNum ack) {
    Acknowledged done;
    while (!sent_.empty() && before_or_equal(sent_.front().end, ack)) {
        const SentSegment& first = sent_.front();
        if (done.segments == 0) done.first_sent_at = first.sent_at;
        if (first.transmissions > 1) done.any_resent = true;
        ++done.segments;
        forget(first);
        sent_.pop_front();
    }
    next_lost_hint_ -= std::min(next_lost_hint_, done.segments);
    if (!sent_.empty() && before(sent_.front().first, ack)) sent_.front().first = ack;
    return done;
}

void SendQueue::all_lost() {
    for (std::size_t i = 0; i < sent_.size(); ++i) {
        sent_[i].lost = true;
        sent_[i].resent = false;
    }
    lost_ = size();
    resent_ = 0;
    next_lost_hint_ = 0;
}

void SendQueue::first_lost() {
    if (sent_.empty()) return;
    SentSegment& first = sent_.front();
    forget(first);
    first.lost = true;
    first.resent = false;
    ++lost_;
    next_lost_hint_ = 0;
}

SentSegment* SendQueue::next_lost() {
    if (lost_ == resent_) return nullptr;
    while (next_lost_hint_ < sent_.size()) {
        SentSegment& segment = sent_[next_lost_hint_];
        if (segment.lost && !segment.resent) return &segment;
        ++next_lost_hint_;
    }
    return nullptr;
}

void SendQueue::collapse_into(SentSegment& segment, std::uint32_t most_bytes) {
    std::size_t place = 0;
    while (&sent_[place] != &segment)
        ++place;
    while (place + 1 < sent_.size()) {
        const SentSegment next = sent_[place + 1];
        if (bytes_of(segment) + bytes_of(next) > most_bytes) return;
        forget(next);
        sent_.erase(place + 1);
        segment.end = next.end;
        segment.psh = segment.psh || next.psh;
        segment.fin = segment.fin || next.fin;
        segment.transmissions = std::max(segment.transmissions, next.transmissions);
    }
}

void SendQueue::resent(SentSegment& segment, Time now) {
    segment.sent_at = now;
    if (segment.transmissions < 255) ++segment.transmissions;
    if (segment.lost && !segment.resent) {
        segment.resent = true;
        ++resent_;
    }
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
    }
    digest.add(next_lost_hint_);
}

} // namespace sim
