#include "tests/ui/trace_builder.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace ui_test {

namespace {

constexpr std::array<sim::SeqNum, 2> initial{sim::SeqNum{3'405'691'582U},
                                             sim::SeqNum{271'828'182U}};

} // namespace

TraceBuilder::TraceBuilder() {
    trace_.header = {.scenario = "sample",
                     .profile = "linux",
                     .topology = "wire",
                     .stage = sim::Provenance::model,
                     .seed = 1,
                     .link_delay = std::chrono::milliseconds{10}};
    sim::Conversation conversation;
    const std::array<const char*, 2> names{"A", "B"};
    const std::array<const char*, 2> addresses{"10.0.0.1", "10.0.0.2"};
    const std::array<std::uint16_t, 2> ports{49152, 8080};
    for (sim::HostId host = 0; host < 2; ++host) {
        const sim::Address address = sim::parse_address(addresses.at(host)).value();
        trace_.header.hosts.push_back({names.at(host), address});
        trace_.header.programs.emplace_back(host == 0 ? "client" : "server");
        conversation.ends.at(host) = {
            .host = host,
            .endpoint = {trace_.addresses.intern(address), ports.at(host)},
            .initial_known = true,
            .initial = initial.at(host)};
    }
    trace_.conversations.push_back(conversation);
}

TraceBuilder& TraceBuilder::at(std::int64_t microseconds) {
    now_ = {microseconds * 1000};
    cause_ = 0;
    return *this;
}

sim::RecordId TraceBuilder::sent(sim::HostId host, sim::Flags flags, std::uint32_t seq,
                                 std::uint32_t ack, std::uint32_t length) {
    sim::Record line = record(sim::RecordKind::sent, host);
    line.flags = flags;
    line.seq = initial.at(host) + seq;
    line.ack = flags.ack ? initial.at(1U - host) + ack : sim::SeqNum{};
    line.length = length;
    line.window = 502;
    return append(line);
}

sim::RecordId TraceBuilder::received(sim::RecordId departure) {
    sim::Record line = records_[departure - 1];
    line.kind = sim::RecordKind::received;
    line.host = static_cast<sim::HostId>(1 - line.host);
    line.at = now_;
    line.cause = departure;
    line.state = states_.at(line.host);
    return append(line);
}

sim::RecordId TraceBuilder::dropped(sim::RecordId departure) {
    sim::Record line = records_[departure - 1];
    line.kind = sim::RecordKind::dropped;
    line.at = now_;
    line.cause = departure;
    line.detail = static_cast<std::uint32_t>(sim::DropReason::fault);
    return append(line);
}

void TraceBuilder::sackOf(sim::RecordId departure, sim::SeqRange relative) {
    sim::Record& line = records_.at(departure - 1);
    const std::uint32_t from = initial.at(1U - line.host).raw;
    sim::OptionsRow row;
    row.options.sack_count = 1;
    row.options.sack[0] = {relative.first + from, relative.end + from};
    trace_.options.push_back(row);
    line.detail = static_cast<std::uint32_t>(trace_.options.size());
}

void TraceBuilder::watched(sim::HostId host, Watched relative) {
    const std::uint32_t from = initial.at(host).raw;
    records_.back().state = sim::State::established;
    records_.back().variables = {.snd_una = from + relative.una,
                                 .snd_nxt = from + relative.nxt,
                                 .snd_wnd = relative.window,
                                 .cwnd = relative.cwnd};
}

void TraceBuilder::state(sim::HostId host, sim::State from, sim::State to) {
    states_.at(host) = to;
    sim::Record line = record(sim::RecordKind::state, host);
    line.detail = static_cast<std::uint32_t>(from);
    append(line);
}

void TraceBuilder::call(sim::HostId host, const std::string& name,
                        std::vector<std::string> arguments, std::optional<std::int64_t> result) {
    sim::Record line = record(sim::RecordKind::call, host);
    line.detail = static_cast<std::uint32_t>(trace_.calls.size());
    trace_.calls.push_back(
        {.name = name, .arguments = arguments, .phase = sim::CallPhase::entered, .program = host});
    append(line);
    if (result) returned(host, name, std::move(arguments), *result);
}

void TraceBuilder::returned(sim::HostId host, const std::string& name,
                            std::vector<std::string> arguments, std::int64_t result) {
    sim::Record line = record(sim::RecordKind::call, host);
    line.detail = static_cast<std::uint32_t>(trace_.calls.size());
    trace_.calls.push_back({.name = name,
                            .arguments = std::move(arguments),
                            .phase = sim::CallPhase::returned,
                            .program = host,
                            .result = result});
    append(line);
}

void TraceBuilder::timer(sim::HostId host, sim::TimerKind kind, sim::TimerAction action,
                         std::int64_t due_us) {
    sim::Record line = record(sim::RecordKind::timer, host);
    line.detail = static_cast<std::uint32_t>(trace_.timers.size());
    trace_.timers.push_back({.kind = kind, .action = action, .due = {due_us * 1000}});
    append(line);
}

sim::Trace TraceBuilder::finish() {
    std::vector<sim::RecordId> order(records_.size());
    std::iota(order.begin(), order.end(), 1U);
    std::stable_sort(order.begin(), order.end(), [this](sim::RecordId left, sim::RecordId right) {
        return records_[left - 1].at < records_[right - 1].at;
    });
    std::vector<sim::RecordId> place(records_.size() + 1);
    for (std::size_t n = 0; n < order.size(); ++n)
        place[order[n]] = static_cast<sim::RecordId>(n + 1);
    for (const sim::RecordId id : order) {
        sim::Record line = records_[id - 1];
        line.cause = place[line.cause];
        trace_.append(line);
    }
    return std::move(trace_);
}

sim::Record TraceBuilder::record(sim::RecordKind kind, sim::HostId host) const {
    sim::Record line;
    line.at = now_;
    line.cause = cause_;
    line.kind = kind;
    line.host = host;
    line.conversation = 1;
    line.state = states_.at(host);
    return line;
}

sim::RecordId TraceBuilder::append(const sim::Record& line) {
    records_.push_back(line);
    cause_ = static_cast<sim::RecordId>(records_.size());
    return cause_;
}

} // namespace ui_test
