#include "live/flood_stream.h"

#include <algorithm>
#include <array>
#include <utility>

namespace live {

using sim::Duration;
using sim::FloodFate;
using sim::HostId;
using sim::Time;
using sim::WirePacket;

namespace {

/// What the source of a flood does with a SYN-ACK, where somebody lives there.
WirePacket reply_to(const WirePacket& syn_ack, sim::FloodAnswer answer) {
    WirePacket reply;
    reply.source = syn_ack.destination;
    reply.destination = syn_ack.source;
    sim::Segment& segment = reply.segment;
    segment.path = sim::reversed(syn_ack.segment.path);
    segment.seq = syn_ack.segment.ack;
    segment.flags.rst = answer == sim::FloodAnswer::reset;
    if (segment.flags.rst) return reply; // RFC 9293 3.10.7.1: <SEQ=SEG.ACK><CTL=RST>
    segment.flags.ack = true;
    segment.ack = syn_ack.segment.seq + 1;
    segment.window = sim::flood_window;
    return reply;
}

} // namespace

Time FloodStream::next_syn_due() const {
    if (syns_.size() == flood_.count) return sim::never;
    return flood_departure(flood_, syns_.size()) + around_.scenario.link.delay;
}

Time FloodStream::next_due() const {
    const Time syn = next_syn_due();
    return replies_.empty() ? syn : std::min(syn, replies_.front().due);
}

void FloodStream::deliver(const PutPacket& put) {
    if (!replies_.empty() && replies_.front().due <= next_syn_due())
        deliver_reply(put);
    else
        deliver_syn(put);
}

WirePacket FloodStream::syn(std::uint64_t number) const {
    const sim::FloodSource source = flood_source(flood_, number);
    WirePacket packet;
    packet.source = address_at(flood_.sources, source.place);
    packet.destination = around_.scenario.hosts[flood_.to].address;
    sim::Segment& segment = packet.segment;
    segment.path.local.port = source.port;
    segment.path.remote.port = flood_.port;
    segment.seq = source.initial;
    segment.flags.syn = true;
    segment.window = sim::flood_window;
    segment.present.mss = true;
    segment.options.mss = sim::flood_mss;
    return packet;
}

void FloodStream::deliver_syn(const PutPacket& put) {
    const std::uint64_t number = syns_.size();
    const WirePacket packet = syn(number);
    syns_.push_back({.arrived = around_.clock.now()});
    static_cast<void>(put(flood_.to, sim::encode(packet)));
    if (is_kept(number)) story_of(number);
}

void FloodStream::deliver_reply(const PutPacket& put) {
    const Reply reply = std::move(replies_.front());
    replies_.pop_front();
    const Time begun = around_.clock.now();
    static_cast<void>(put(flood_.to, sim::encode(reply.packet)));
    const auto story = stories_.find(reply.number);
    if (story == stories_.end()) return;
    story->second.answers.at(reply.answer).reply =
        FloodStory::Delivery{.packet = reply.packet,
                             .departed = reply.due - around_.scenario.link.delay,
                             .arrived = begun,
                             .after = look(story->second.syn.packet)};
}

void FloodStream::take(const WirePacket& packet, Time departed) {
    const sim::Segment& segment = packet.segment;
    if (!segment.flags.ack) return; // nothing says which SYN it is about
    const std::optional<std::uint64_t> number = flood_number(
        flood_, packet.destination, segment.path.remote.port, segment.ack - std::uint32_t{1});
    if (!number || *number >= syns_.size()) return;
    if (segment.flags.syn) settle(*number, FloodFate::answered);
    if (segment.flags.rst) settle(*number, FloodFate::refused);
    const bool replies = segment.flags.syn && flood_.answer != sim::FloodAnswer::silent;
    const auto story = stories_.find(*number);
    const bool has_story = story != stories_.end();
    const std::size_t place = has_story ? story->second.answers.size() : 0;
    if (has_story)
        story->second.answers.push_back({.packet = packet,
                                         .departed = departed,
                                         .after = look(story->second.syn.packet),
                                         .finds_somebody = replies,
                                         .reply = std::nullopt});
    if (replies)
        replies_.push_back({.due = departed + 2 * around_.scenario.link.delay,
                            .number = *number,
                            .answer = place,
                            .packet = reply_to(packet, flood_.answer)});
}

/// Its first answer tells what a SYN has met.
void FloodStream::settle(std::uint64_t number, FloodFate fate) {
    if (syns_[number].fate != FloodFate::unanswered) return;
    syns_[number].fate = fate;
    ++(fate == FloodFate::answered ? answered_ : refused_);
    keep(number, fate == FloodFate::answered ? answered_ones_ : refused_ones_);
}

// Which SYNs the trace keeps.

bool FloodStream::is_kept(std::uint64_t number) const {
    return number % flood_.trace_every == 0 || number + 1 == flood_.count
           || number == answered_ones_.first || number == refused_ones_.first;
}

/// The first of its fate is kept, and the latest as long as there is no later one.
void FloodStream::keep(std::uint64_t number, Landmarks& landmarks) {
    if (!landmarks.first) landmarks.first = number;
    if (landmarks.last && !is_kept(*landmarks.last)) stories_.erase(*landmarks.last);
    landmarks.last = number;
    story_of(number);
}

FloodStory& FloodStream::story_of(std::uint64_t number) {
    const auto [place, is_new] = stories_.try_emplace(number, bare_story(number));
    FloodStory& story = place->second;
    if (is_new && (is_kept(number) || !is_late())) story.syn.after = look(story.syn.packet);
    return story;
}

/// Nobody has looked at the flooded host's socket.
FloodStory FloodStream::bare_story(std::uint64_t number) const {
    const Time arrived = syns_[number].arrived;
    return {.to = flood_.to,
            .syn = {.packet = syn(number),
                    .departed = flood_departure(flood_, number),
                    .arrived = arrived,
                    .after = {.at = arrived, .socket = std::nullopt}},
            .answers = {}};
}

/// The pace of the flood leaves no time for questions.
bool FloodStream::is_late() const {
    constexpr Duration allowed = std::chrono::microseconds{500};
    return next_syn_due() + allowed < around_.clock.now();
}

Glimpse FloodStream::look(const WirePacket& syn) const {
    return {.at = around_.clock.now(),
            .socket = around_.lab.hosts[flood_.to].diag.look(socket_name(syn))};
}

/// Which of them were never answered is known at the end.
void FloodStream::keep_unanswered() {
    const sim::FateTally unanswered = tally(FloodFate::unanswered);
    if (unanswered.count == 0) return;
    for (const std::uint64_t number : {unanswered.first - 1, unanswered.last - 1})
        stories_.try_emplace(number, bare_story(number));
}

void FloodStream::write_down(Time now, Capture& capture) {
    keep_unanswered();
    for (const auto& [number, story] : stories_) {
        Glimpse last = look(story.syn.packet);
        last.at = now;
        live::write_down(story, last, capture);
    }
    stories_.clear();
}

// The flood as a whole.

sim::FateTally FloodStream::tally(FloodFate fate) const {
    sim::FateTally tally{.fate = fate, .count = 0, .first = 0, .last = 0};
    for (std::uint64_t number = 0; number < syns_.size(); ++number) {
        if (syns_[number].fate != fate) continue;
        if (tally.count++ == 0) tally.first = number + 1;
        tally.last = number + 1;
    }
    return tally;
}

sim::FloodCounts FloodStream::counts(Time at) const {
    return {.sent = std::max(arrived(), flood_sent_before(flood_, at)),
            .answered = answered_,
            .refused = refused_,
            .dropped = arrived() - answered_ - refused_};
}

sim::FloodSummary FloodStream::summary(Time at) const {
    constexpr std::array kinds{FloodFate::refused, FloodFate::answered, FloodFate::unanswered};
    sim::FloodSummary summary{.to = flood_.to,
                              .port = flood_.port,
                              .sent = counts(at).sent,
                              .trace_every = flood_.trace_every,
                              .fates = {}};
    for (const FloodFate kind : kinds)
        if (const sim::FateTally found = tally(kind); found.count != 0)
            summary.fates.push_back(found);
    return summary;
}

} // namespace live
