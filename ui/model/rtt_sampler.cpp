#include "ui/model/rtt_sampler.h"

#include <algorithm>

namespace ui {

void RttSampler::takeDeparture(ByteRange numbers, sim::Time at) {
    if (numbers.isEmpty()) return;
    if (!begun_) highest_ = numbers.from;
    begun_ = true;
    const auto first = std::partition_point(
        outstanding_.begin(), outstanding_.end(),
        [&numbers](const Outstanding& sent) { return sent.numbers.to <= numbers.from; });
    for (auto sent = first; sent != outstanding_.end() && sent->numbers.from < numbers.to; ++sent)
        sent->sent_again = true;
    const bool repeats = numbers.from < highest_;
    const ByteRange fresh{std::max(numbers.from, highest_), numbers.to};
    if (fresh.isEmpty()) return;
    outstanding_.push_back({fresh, at, repeats});
    highest_ = fresh.to;
}

std::optional<sim::Duration> RttSampler::takeAck(std::int64_t ack, sim::Time at) {
    std::optional<sim::Duration> sample;
    bool is_ambiguous = false;
    while (!outstanding_.empty() && outstanding_.front().numbers.to <= ack) {
        const Outstanding& covered = outstanding_.front();
        is_ambiguous = is_ambiguous || covered.sent_again;
        if (!sample) sample = at - covered.at;
        outstanding_.pop_front();
    }
    return is_ambiguous ? std::nullopt : sample;
}

} // namespace ui
