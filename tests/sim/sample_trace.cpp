#include "tests/sim/sample_trace.h"

#include <utility>

namespace sample {

namespace {

using sim::RecordId;
using sim::State;

constexpr std::array<std::uint32_t, 2> initial{isn_of_a, isn_of_b};

} // namespace

sim::OptionsRow opening_options(std::uint32_t timestamp, std::uint32_t echo) {
    return {
        .present = {.mss = true, .window_scale = true, .sack_permitted = true, .timestamps = true},
        .options = {
            .timestamp = timestamp, .timestamp_echo = echo, .mss = 1460, .window_shift = 7}};
}

sim::OptionsRow timestamps(std::uint32_t timestamp, std::uint32_t echo) {
    return {.present = {.timestamps = true},
            .options = {.timestamp = timestamp, .timestamp_echo = echo}};
}

Story::Story(sim::Provenance stage) {
    trace.header = {.scenario = "sample",
                    .profile = "linux",
                    .topology = "wire",
                    .stage = stage,
                    .seed = 1,
                    .link_delay = std::chrono::milliseconds{10}};
    sim::Conversation conversation;
    const std::array<const char*, 2> names{"A", "B"};
    const std::array<const char*, 2> addresses{"10.0.0.1", "10.0.0.2"};
    const std::array<std::uint16_t, 2> ports{49152, 8080};
    for (const sim::HostId host : {a, b}) {
        const sim::Address address = sim::parse_address(addresses.at(host)).value();
        trace.header.hosts.push_back({names.at(host), address});
        trace.header.programs.emplace_back(host == a ? "client" : "server");
        conversation.ends.at(host) = {.host = host,
                                      .endpoint = {trace.addresses.intern(address), ports.at(host)},
                                      .initial = {}};
    }
    trace.conversations.push_back(conversation);
}

Story& Story::at_us(std::int64_t microseconds) {
    now_ = {microseconds * 1000};
    return *this;
}

RecordId Story::sent(sim::HostId host, const Sent& segment) {
    sim::ConversationEnd& end = trace.conversations[0].ends.at(host);
    sim::Record record = line(sim::RecordKind::sent, host);
    record.flags = segment.flags;
    record.seq = sim::SeqNum{initial.at(host)} + segment.seq;
    if (segment.flags.ack) record.ack = sim::SeqNum{initial.at(1U - host)} + segment.ack;
    if (segment.flags.rst && !end.initial_known) record.seq = {};
    record.length = static_cast<std::uint32_t>(segment.bytes.size());
    record.window = segment.window;
    if (segment.flags.syn) {
        end.initial_known = true;
        end.initial = record.seq;
    }
    if (segment.seq == end.stream.length() + 1) end.stream.append(segment.bytes);
    if (segment.options) {
        trace.options.push_back(*segment.options);
        record.detail = static_cast<std::uint32_t>(trace.options.size());
        if (!end.timestamp_known && segment.options->present.timestamps) {
            end.timestamp_known = true;
            end.first_timestamp = segment.options->options.timestamp;
        }
    }
    return append(record);
}

RecordId Story::received(RecordId departure) {
    sim::Record record = trace.record(departure);
    record.kind = sim::RecordKind::received;
    record.host = static_cast<sim::HostId>(1 - record.host);
    record.at = now_;
    record.cause = departure;
    record.detail = 0;
    record.state = states_.at(record.host);
    return trace.append(record);
}

RecordId Story::ignored(RecordId departure) {
    const RecordId id = received(departure);
    trace.records[id - 1].kind = sim::RecordKind::ignored;
    return id;
}

RecordId Story::dropped(RecordId departure, sim::DropReason reason) {
    sim::Record record = trace.record(departure);
    record.kind = sim::RecordKind::dropped;
    record.at = now_;
    record.cause = departure;
    record.detail = static_cast<std::uint32_t>(reason);
    return trace.append(record);
}

RecordId Story::moved(sim::HostId host, State to) {
    sim::Record record = line(sim::RecordKind::state, host);
    record.detail = static_cast<std::uint32_t>(std::exchange(states_.at(host), to));
    record.state = to;
    return append(record);
}

RecordId Story::entered(sim::HostId host, const std::string& name,
                        std::vector<std::string> arguments) {
    sim::Record record = line(sim::RecordKind::call, host);
    record.rule = sim::Rule::program_calls;
    record.detail = static_cast<std::uint32_t>(trace.calls.size());
    trace.calls.push_back({.name = name,
                           .arguments = std::move(arguments),
                           .phase = sim::CallPhase::entered,
                           .program = host});
    return append(record);
}

RecordId Story::returned(sim::HostId host, const std::string& name,
                         std::vector<std::string> arguments, std::int64_t result,
                         const std::string& error) {
    const RecordId id = entered(host, name, std::move(arguments));
    trace.calls.back().phase = sim::CallPhase::returned;
    trace.calls.back().result = result;
    trace.calls.back().error = error;
    return id;
}

RecordId Story::timer(sim::HostId host, sim::TimerKind kind, sim::TimerAction action,
                      std::int64_t due_us) {
    sim::Record record = line(sim::RecordKind::timer, host);
    record.detail = static_cast<std::uint32_t>(trace.timers.size());
    trace.timers.push_back({.kind = kind, .action = action, .due = {due_us * 1000}});
    return append(record);
}

RecordId Story::changed(sim::HostId host, sim::Variable variable, std::int64_t before,
                        std::int64_t after) {
    sim::Record record = line(sim::RecordKind::change, host);
    record.detail = static_cast<std::uint32_t>(trace.changes.size());
    trace.changes.push_back({.variable = variable, .before = before, .after = after});
    return append(record);
}

sim::Record Story::line(sim::RecordKind kind, sim::HostId host) const {
    sim::Record record;
    record.at = now_;
    record.kind = kind;
    record.provenance = trace.header.stage;
    record.host = host;
    record.conversation = 1;
    record.state = states_.at(host);
    return record;
}

RecordId Story::append(const sim::Record& record) {
    const RecordId before = trace.last();
    sim::Record chained = record;
    if (before != 0 && trace.record(before).at == record.at
        && trace.record(before).host == record.host)
        chained.cause = before;
    return trace.append(chained);
}

namespace {

void open(Story& story) {
    const std::vector<std::string> peer{"s", "B", "8080"};
    story.at_us(0).entered(b, "accept", {"s"});
    story.moved(b, State::listen);
    story.entered(a, "connect", peer);
    story.moved(a, State::syn_sent);
    const RecordId syn = story.sent(
        a, {.flags = {.syn = true}, .window = 64240, .options = opening_options(7000, 0)});
    story.timer(a, sim::TimerKind::retransmit, sim::TimerAction::set, 1'000'000);
    story.at_us(10'000).received(syn);
    story.moved(b, State::syn_received);
    const RecordId syn_ack = story.sent(b, {.flags = {.syn = true, .ack = true},
                                            .ack = 1,
                                            .window = 65160,
                                            .options = opening_options(900, 7000)});
    story.at_us(20'000).received(syn_ack);
    story.moved(a, State::established);
    const RecordId ack = story.sent(
        a, {.flags = {.ack = true}, .seq = 1, .ack = 1, .options = timestamps(7020, 900)});
    story.returned(a, "connect", peer, 0);
    story.entered(a, "send", {"s", "\"hello\""});
    const RecordId hello = story.sent(a, {.flags = {.ack = true, .psh = true},
                                          .seq = 1,
                                          .ack = 1,
                                          .bytes = "hello",
                                          .options = timestamps(7020, 900)});
    story.returned(a, "send", {"s", "\"hello\""}, 5);
    story.entered(a, "recv", {"s", "1024"});
    story.at_us(30'000).received(ack);
    story.moved(b, State::established);
    story.returned(b, "accept", {"s"}, 1);
    story.received(hello);
}

void echo(Story& story) {
    const RecordId echoed = story.sent(b, {.flags = {.ack = true, .psh = true},
                                           .seq = 1,
                                           .ack = 6,
                                           .bytes = "hello",
                                           .window = 509,
                                           .options = timestamps(920, 7020)});
    story.at_us(40'000).received(echoed);
    story.returned(a, "recv", {"s", "1024"}, 5);
}

void close(Story& story) {
    const sim::Flags fin{.ack = true, .fin = true};
    story.entered(a, "close", {"s"});
    story.moved(a, State::fin_wait_1);
    const RecordId fin_of_a =
        story.sent(a, {.flags = fin, .seq = 6, .ack = 6, .options = timestamps(7040, 920)});
    story.returned(a, "close", {"s"}, 0);
    story.at_us(50'000).received(fin_of_a);
    story.moved(b, State::close_wait);
    story.moved(b, State::last_ack);
    const RecordId fin_of_b = story.sent(
        b, {.flags = fin, .seq = 6, .ack = 7, .window = 509, .options = timestamps(940, 7040)});
    story.at_us(60'000).received(fin_of_b);
    story.moved(a, State::time_wait);
    const RecordId last = story.sent(
        a, {.flags = {.ack = true}, .seq = 7, .ack = 7, .options = timestamps(7060, 940)});
    story.at_us(70'000).received(last);
    story.moved(b, State::closed);
}

} // namespace

sim::Trace echo_story(sim::Provenance stage) {
    Story story(stage);
    open(story);
    echo(story);
    close(story);
    return std::move(story.trace);
}

sim::Trace loaded_story() {
    sim::Trace trace = refused_story();
    trace.load = {
        .sample_period = std::chrono::milliseconds{500},
        .samples = {{.at = {500'000'000},
                     .host = b,
                     .port = 8080,
                     .syn_queue = 9,
                     .accept_queue = 0,
                     .syn_queue_most = 9,
                     .accept_queue_most = 9,
                     .counts = {0, 492, 492, 0, 0, 0, 0},
                     .flood = {.sent = 511, .answered = 9, .refused = 0, .dropped = 492}},
                    {.at = {1'000'000'000},
                     .host = b,
                     .port = 8080,
                     .syn_queue = 9,
                     .accept_queue = 1,
                     .syn_queue_most = 9,
                     .accept_queue_most = 9,
                     .counts = {0, 992, 992, 0, 0, 0, 0},
                     .flood = {.sent = 1011, .answered = 9, .refused = 0, .dropped = 992}}},
        .floods = {
            {.to = b,
             .port = 8080,
             .sent = 2000,
             .trace_every = 100,
             .fates = {
                 {.fate = sim::FloodFate::queued, .count = 9, .first = 1, .last = 9},
                 {.fate = sim::FloodFate::syn_queue_full, .count = 1991, .first = 10, .last = 2000},
             }}}};
    return trace;
}

sim::Trace refused_story() {
    Story story;
    const Sent syn{.flags = {.syn = true}, .window = 64240};
    story.at_us(0).entered(a, "connect", {"s", "B", "8080"});
    story.moved(a, State::syn_sent);
    const RecordId lost = story.sent(a, syn);
    story.dropped(lost, sim::DropReason::fault);
    story.timer(a, sim::TimerKind::retransmit, sim::TimerAction::set, 1'024'000);
    story.at_us(1'024'000).timer(a, sim::TimerKind::retransmit, sim::TimerAction::fired, 1'024'000);
    const RecordId again = story.sent(a, syn);
    story.at_us(1'034'000).received(again);
    const RecordId refusal =
        story.sent(b, {.flags = {.ack = true, .rst = true}, .ack = 1, .window = 0});
    story.at_us(1'044'000).received(refusal);
    story.changed(a, sim::Variable::snd_una, isn_of_a, isn_of_a + 1);
    story.moved(a, State::closed);
    story.returned(a, "connect", {"s", "B", "8080"}, -1, "ECONNREFUSED");
    return std::move(story.trace);
}

} // namespace sample
