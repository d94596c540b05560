#include "tests/ui/sample_trace.h"

#include "tests/ui/trace_builder.h"

#include <array>
#include <utility>

namespace ui_test {

namespace {

using sim::State;
using sim::TimerAction;
using sim::TimerKind;

constexpr sim::HostId a = 0;
constexpr sim::HostId b = 1;

void open(TraceBuilder& story) {
    story.at(0).call(b, "listen", {"5"}, 0);
    story.state(b, State::closed, State::listen);
    story.call(b, "accept", {}, {});
    story.at(1'000).call(a, "connect", {"B", "8080"}, {});
    story.state(a, State::closed, State::syn_sent);
    const sim::RecordId syn = story.sent(a, {.syn = true}, 0, 0);
    story.timer(a, TimerKind::retransmit, TimerAction::set, 1'001'000);
    story.at(11'040).received(syn);
    story.state(b, State::listen, State::syn_received);
    const sim::RecordId syn_ack = story.sent(b, {.syn = true, .ack = true}, 0, 1);
    story.timer(b, TimerKind::retransmit, TimerAction::set, 1'011'040);
    story.at(21'080).received(syn_ack);
    story.timer(a, TimerKind::retransmit, TimerAction::cancelled, 0);
    story.state(a, State::syn_sent, State::established);
    story.returned(a, "connect", {"B", "8080"}, 0);
    const sim::RecordId ack = story.sent(a, {.ack = true}, 1, 1);
    story.at(31'120).received(ack);
    story.timer(b, TimerKind::retransmit, TimerAction::cancelled, 0);
    story.state(b, State::syn_received, State::established);
    story.returned(b, "accept", {}, 4);
}

void sendThreeAndLoseTheSecond(TraceBuilder& story) {
    const sim::Flags data{.ack = true, .psh = true};
    story.at(24'000).call(a, "send", {"bytes(4344)"}, 4344);
    const sim::RecordId first = story.sent(a, data, 1, 1, 1448);
    story.timer(a, TimerKind::retransmit, TimerAction::set, 245'000);
    story.at(27'000);
    const sim::RecordId second = story.sent(a, data, 1449, 1, 1448);
    story.dropped(second);
    story.at(30'000);
    const sim::RecordId third = story.sent(a, data, 2897, 1, 1448);
    story.at(34'040).received(first);
    const sim::RecordId ack = story.sent(b, {.ack = true}, 1, 1449);
    story.at(40'040).received(third);
    const sim::RecordId again = story.sent(b, {.ack = true}, 1, 1449);
    story.at(44'080).received(ack);
    story.at(50'080).received(again);
    story.at(245'000).timer(a, TimerKind::retransmit, TimerAction::fired, 245'000);
    const sim::RecordId repeated = story.sent(a, data, 1449, 1, 1448);
    story.timer(a, TimerKind::retransmit, TimerAction::set, 665'000);
    story.at(255'040).received(repeated);
    const sim::RecordId all = story.sent(b, {.ack = true}, 1, 4345);
    story.at(265'080).received(all);
    story.timer(a, TimerKind::retransmit, TimerAction::cancelled, 0);
}

void close(TraceBuilder& story) {
    const sim::Flags fin{.ack = true, .fin = true};
    story.at(265'500).call(a, "close", {}, 0);
    story.state(a, State::established, State::fin_wait_1);
    const sim::RecordId fin_a = story.sent(a, fin, 4345, 1);
    story.at(275'540).received(fin_a);
    story.state(b, State::established, State::close_wait);
    const sim::RecordId ack_a = story.sent(b, {.ack = true}, 1, 4346);
    story.at(279'000).call(b, "close", {}, 0);
    story.state(b, State::close_wait, State::last_ack);
    const sim::RecordId fin_b = story.sent(b, fin, 1, 4346);
    story.at(285'580).received(ack_a);
    story.state(a, State::fin_wait_1, State::fin_wait_2);
    story.at(289'040).received(fin_b);
    story.state(a, State::fin_wait_2, State::time_wait);
    const sim::RecordId ack_b = story.sent(a, {.ack = true}, 4346, 2);
    story.timer(a, TimerKind::time_wait, TimerAction::set, 60'289'040);
    story.at(299'080).received(ack_b);
    story.state(b, State::last_ack, State::closed);
    story.at(60'289'040).timer(a, TimerKind::time_wait, TimerAction::fired, 60'289'040);
    story.state(a, State::time_wait, State::closed);
}

void openAtOnce(TraceBuilder& story) {
    const sim::Flags syn_ack{.syn = true, .ack = true};
    story.at(0).call(a, "connect", {"B", "8080"}, {});
    story.state(a, State::closed, State::syn_sent);
    const sim::RecordId syn_a = story.sent(a, {.syn = true}, 0, 0);
    story.timer(a, TimerKind::retransmit, TimerAction::set, 1'000'000);
    story.at(0).call(b, "connect", {"A", "49152"}, {});
    story.state(b, State::closed, State::syn_sent);
    const sim::RecordId syn_b = story.sent(b, {.syn = true}, 0, 0);
    story.timer(b, TimerKind::retransmit, TimerAction::set, 1'000'000);
    story.at(10'000).received(syn_b);
    story.state(a, State::syn_sent, State::syn_received);
    const sim::RecordId answer_a = story.sent(a, syn_ack, 0, 1);
    story.at(10'000).received(syn_a);
    story.state(b, State::syn_sent, State::syn_received);
    const sim::RecordId answer_b = story.sent(b, syn_ack, 0, 1);
    for (const auto& [host, answer] : {std::pair{a, answer_b}, std::pair{b, answer_a}}) {
        story.at(20'000).received(answer);
        story.timer(host, TimerKind::retransmit, TimerAction::cancelled, 0);
        story.state(host, State::syn_received, State::established);
    }
}

void closeAtOnce(TraceBuilder& story) {
    const sim::Flags fin{.ack = true, .fin = true};
    std::array<sim::RecordId, 2> fins{};
    std::array<sim::RecordId, 2> acks{};
    for (const sim::HostId host : {a, b}) {
        story.at(40'000).call(host, "close", {}, 0);
        story.state(host, State::established, State::fin_wait_1);
        fins.at(host) = story.sent(host, fin, 1, 1);
        story.timer(host, TimerKind::retransmit, TimerAction::set, 260'000);
    }
    for (const sim::HostId host : {a, b}) {
        story.at(50'000).received(fins.at(1U - host));
        story.state(host, State::fin_wait_1, State::closing);
        acks.at(host) = story.sent(host, {.ack = true}, 2, 2);
    }
    for (const sim::HostId host : {a, b}) {
        story.at(60'000).received(acks.at(1U - host));
        story.timer(host, TimerKind::retransmit, TimerAction::cancelled, 0);
        story.state(host, State::closing, State::time_wait);
        story.timer(host, TimerKind::time_wait, TimerAction::set, 60'060'000);
    }
}

/// What the records up to `record` say of each end.
sim::Snapshot statesAt(const sim::Trace& trace, sim::RecordId record) {
    sim::Snapshot snapshot{.record = record};
    if (record == 0) return snapshot;
    snapshot.at = trace.record(record).at;
    for (const sim::HostId host : {a, b}) {
        sim::ConnectionSnapshot end{.conversation = 1, .host = host};
        for (sim::RecordId id = 1; id <= record; ++id)
            if (trace.record(id).host == host) end.state = trace.record(id).state;
        snapshot.connections.push_back(end);
    }
    return snapshot;
}

} // namespace

sim::Trace lostDataTrace() {
    TraceBuilder story;
    open(story);
    sendThreeAndLoseTheSecond(story);
    close(story);
    return story.finish();
}

sim::Trace crossingTrace() {
    TraceBuilder story;
    openAtOnce(story);
    closeAtOnce(story);
    return story.finish();
}

sim::Trace strangeNetworkTrace() {
    TraceBuilder story;
    open(story);
    const sim::Flags data{.ack = true, .psh = true};
    const sim::RecordId twice = story.at(40'000).sent(a, data, 1, 1, 100);
    story.timer(a, TimerKind::retransmit, TimerAction::set, 261'000);
    story.timer(a, TimerKind::keep_alive, TimerAction::set, 7'240'000'000);
    story.timer(a, TimerKind::loss_probe, TimerAction::set, 82'000);
    story.at(50'000).received(twice);
    story.at(56'000).received(twice);
    const sim::RecordId late = story.at(60'000).sent(a, data, 101, 1, 100);
    const sim::RecordId second = story.at(64'000).sent(a, data, 201, 1, 100);
    const sim::RecordId third = story.at(68'000).sent(a, data, 301, 1, 100);
    story.at(74'000).received(second);
    story.at(78'000).received(third);
    story.at(82'000).timer(a, TimerKind::loss_probe, TimerAction::fired, 82'000);
    story.at(95'000).received(late);
    const sim::RecordId reset = story.at(96'000).sent(b, {.ack = true, .rst = true}, 1, 401);
    story.state(b, State::established, State::closed);
    story.at(106'000).received(reset);
    story.timer(a, TimerKind::retransmit, TimerAction::cancelled, 0);
    story.timer(a, TimerKind::keep_alive, TimerAction::cancelled, 0);
    story.state(a, State::established, State::closed);
    return story.finish();
}

sim::Trace bulkTrace(std::uint32_t count) {
    TraceBuilder story;
    const sim::Flags flags{.ack = true};
    std::uint32_t seq = 1;
    for (std::uint32_t n = 0; n < count; ++n) {
        const std::int64_t start_us = 120 * std::int64_t{n};
        const sim::RecordId data = story.at(start_us).sent(a, flags, seq, 1, 1448);
        if (n % 100 == 99) {
            story.dropped(data);
            continue;
        }
        seq += 1448;
        story.at(start_us + 50).received(data);
    }
    return story.finish();
}

std::shared_ptr<const ui::Run> runOf(sim::Trace trace) {
    const auto shared = std::make_shared<const sim::Trace>(std::move(trace));
    return std::make_shared<const ui::Run>(
        shared, [shared](sim::RecordId record) { return statesAt(*shared, record); });
}

} // namespace ui_test
