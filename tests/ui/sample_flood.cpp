#include "tests/ui/sample_flood.h"

#include <algorithm>
#include <utility>

namespace ui_test {

namespace {

using sim::ListenCounter;
using sim::State;

constexpr sim::HostId a = 0;
constexpr sim::HostId b = 1;
constexpr std::int64_t flood_ms = 500;
constexpr std::int64_t flood_end_ms = 2500;
constexpr std::int64_t flood_size = 2000;
constexpr std::int64_t first_client_ms = 230;
constexpr sim::ConversationId first_client = 1;
constexpr sim::ConversationId second_client = 2;
constexpr sim::ConversationId first_syn = 3;
constexpr sim::ConversationId last_syn = 4;

sim::Time at_ms(std::int64_t ms) {
    return {ms * 1'000'000};
}
std::int64_t ms_of(sim::Time time) {
    return time.since_start_ns / 1'000'000;
}

/// How many of the flood's SYNs have arrived.
std::int64_t arrived(std::int64_t ms) {
    return std::clamp<std::int64_t>(ms - flood_ms - 10, 0, flood_size);
}

std::int64_t secondClientIn(Flooded flooded) {
    switch (flooded) {
    case Flooded::without_cookies: return 8050;
    case Flooded::with_cookies: return 1030;
    case Flooded::for_good: return 1'000'000;
    }
    return 0;
}

/// Of the entry in a slot, when its life ends: the older half at 7.5 s, the rest at 63.5 s.
std::int64_t endOf(std::uint32_t slot, std::uint32_t most) {
    return slot < (most + 1) / 2 ? 7500 : 63'500;
}

std::uint32_t halfOpen(std::uint32_t most, std::int64_t ms) {
    std::uint32_t taken = 0;
    for (std::uint32_t slot = 0; slot < most; ++slot)
        if (arrived(ms) > slot && ms < endOf(slot, most)) ++taken;
    return taken;
}

sim::QueueSample sampleAt(std::uint32_t most, Flooded flooded, std::int64_t ms) {
    sim::QueueSample sample;
    sample.at = at_ms(ms);
    sample.host = b;
    sample.port = 8080;
    sample.syn_queue = halfOpen(most, ms);
    sample.accept_queue =
        (ms >= first_client_ms ? 1U : 0U) + (ms >= secondClientIn(flooded) ? 1U : 0U);
    sample.syn_queue_most = sample.accept_queue_most = most;
    const auto here = static_cast<std::uint64_t>(arrived(ms));
    const std::uint64_t queued = std::min<std::uint64_t>(here, most);
    const bool cookies = flooded == Flooded::with_cookies;
    sample.flood.sent =
        static_cast<std::uint64_t>(std::clamp<std::int64_t>(ms - flood_ms, 0, flood_size));
    sample.flood.answered = cookies ? here : queued;
    sample.flood.dropped = here - sample.flood.answered;
    const auto count = [&sample](ListenCounter counter) -> std::uint64_t& {
        return sample.counts.at(static_cast<std::size_t>(counter));
    };
    const std::uint64_t beyond = here - queued;
    const std::uint64_t client = cookies && ms >= 1010 ? 1 : 0;
    count(cookies ? ListenCounter::req_q_full_do_cookies : ListenCounter::req_q_full_drop) =
        beyond + client;
    if (!cookies) count(ListenCounter::listen_drops) = beyond;
    if (cookies) count(ListenCounter::syncookies_sent) = beyond + client;
    if (cookies && ms >= 1030) count(ListenCounter::syncookies_recv) = 1;
    return sample;
}

/// Writes the few records that the sample needs.
class FloodWriter {
public:
    FloodWriter() {
        trace_.header = {.scenario = "flood",
                         .profile = "linux",
                         .topology = "wire",
                         .stage = sim::Provenance::model,
                         .seed = 1,
                         .link_delay = std::chrono::milliseconds{10}};
        addHost("A", "10.0.0.1");
        addHost("B", "10.0.0.2");
        for (const char* opener : {"10.0.0.1", "10.0.0.1", "10.66.0.1", "10.66.7.208"})
            addConversation(opener);
    }

    void syn(std::int64_t ms, sim::ConversationId conversation) {
        write(ms, sim::RecordKind::sent, a, conversation, State::syn_sent).flags.syn = true;
    }
    void enters(std::int64_t ms, sim::HostId host, sim::ConversationId conversation, State state) {
        write(ms, sim::RecordKind::state, host, conversation, state);
    }

    /// In order of time; equal times stay in the order of writing.
    sim::Trace finish() {
        std::stable_sort(records_.begin(), records_.end(),
                         [](const sim::Record& x, const sim::Record& y) { return x.at < y.at; });
        for (const sim::Record& record : records_)
            trace_.append(record);
        return std::move(trace_);
    }

private:
    void addHost(const char* name, const char* text) {
        const sim::Address address = sim::parse_address(text).value();
        trace_.header.hosts.push_back({name, address});
        trace_.addresses.intern(address);
    }

    void addConversation(const char* opener) {
        sim::Conversation conversation;
        const auto port = static_cast<std::uint16_t>(40'000 + trace_.conversations.size());
        conversation.ends[0].host = a;
        conversation.ends[0].endpoint = {
            trace_.addresses.intern(sim::parse_address(opener).value()), port};
        conversation.ends[1].host = b;
        conversation.ends[1].endpoint = {1, 8080};
        trace_.conversations.push_back(conversation);
    }

    sim::Record& write(std::int64_t ms, sim::RecordKind kind, sim::HostId host,
                       sim::ConversationId conversation, State state) {
        sim::Record record;
        record.at = at_ms(ms);
        record.kind = kind;
        record.host = host;
        record.conversation = conversation;
        record.state = state;
        return records_.emplace_back(record);
    }

    sim::Trace trace_;
    std::vector<sim::Record> records_;
};

void comes(FloodWriter& writer, sim::ConversationId client, std::int64_t ms) {
    writer.enters(ms, a, client, State::syn_sent);
    writer.syn(ms, client);
}

void entersAt(FloodWriter& writer, sim::ConversationId client, std::int64_t ms) {
    writer.enters(ms - 10, a, client, State::established);
    writer.enters(ms, b, client, State::established);
}

void secondClient(FloodWriter& writer, Flooded flooded) {
    comes(writer, second_client, 1000);
    const std::int64_t in = secondClientIn(flooded);
    for (const std::int64_t ms : {2024, 3052, 4080, 5108, 6136, 8030, 12'200})
        if (ms < in) writer.syn(ms, second_client);
    if (flooded == Flooded::for_good)
        writer.enters(30'000, a, second_client, State::closed);
    else
        entersAt(writer, second_client, in);
}

} // namespace

sim::Trace floodTrace(std::uint32_t most, Flooded flooded) {
    FloodWriter writer;
    comes(writer, first_client, 200);
    entersAt(writer, first_client, first_client_ms);
    writer.syn(flood_ms, first_syn);
    writer.syn(flood_end_ms, last_syn);
    secondClient(writer, flooded);
    for (std::int64_t ms = 600; ms < 64'000; ms += ms < 10'000 ? 100 : 1000)
        writer.enters(ms, b, first_syn, State::syn_received);
    writer.enters(66'000, b, first_syn, State::closed);
    sim::Trace trace = writer.finish();
    trace.load.sample_period = std::chrono::milliseconds{100};
    for (std::int64_t ms = 100; ms <= 66'000; ms += 100)
        trace.load.samples.push_back(sampleAt(most, flooded, ms));
    const bool cookies = flooded == Flooded::with_cookies;
    trace.load.floods.push_back(
        {.to = b,
         .port = 8080,
         .sent = flood_size,
         .trace_every = 1000,
         .fates = {{sim::FloodFate::queued, most, 1, most},
                   {cookies ? sim::FloodFate::cookie : sim::FloodFate::syn_queue_full,
                    static_cast<std::uint64_t>(flood_size) - most, most + 1, flood_size}}});
    return trace;
}

sim::ListenerSnapshot floodedListener(std::uint32_t most, Flooded flooded, sim::Time now) {
    sim::ListenerSnapshot listener;
    listener.host = b;
    listener.port = 8080;
    listener.syn_queue_most = listener.accept_queue_most = most;
    const std::int64_t ms = ms_of(now);
    listener.counts = sampleAt(most, flooded, ms).counts;
    const std::uint32_t retries = ms < 7500 ? 2 : 5;
    for (std::uint32_t slot = 0; slot < most; ++slot) {
        if (arrived(ms) <= slot || ms >= endOf(slot, most)) continue;
        sim::QueueSlot entry;
        entry.slot = slot;
        entry.of_flood = true;
        const std::int64_t since = flood_ms + 10 + slot;
        entry.since = at_ms(since);
        while (entry.timeouts < 5 && ms - since >= (1000 << (entry.timeouts + 1)) - 1000)
            ++entry.timeouts;
        entry.due = at_ms(since + (1000 << (entry.timeouts + 1)) - 1000);
        entry.retries_left = retries > entry.timeouts ? retries - entry.timeouts : 0;
        listener.half_open.push_back(entry);
    }
    if (ms >= first_client_ms)
        listener.complete.push_back(
            {.slot = 0, .conversation = first_client, .of_flood = false, .since = at_ms(210)});
    if (ms >= secondClientIn(flooded))
        listener.complete.push_back({.slot = 1,
                                     .conversation = second_client,
                                     .of_flood = false,
                                     .since = at_ms(secondClientIn(flooded))});
    return listener;
}

std::shared_ptr<const ui::Run> floodRun(std::uint32_t most, Flooded flooded) {
    const auto trace = std::make_shared<const sim::Trace>(floodTrace(most, flooded));
    return std::make_shared<const ui::Run>(trace, [trace, most, flooded](sim::RecordId record) {
        sim::Snapshot snapshot;
        snapshot.record = record;
        if (record != 0) snapshot.at = trace->record(record).at;
        snapshot.listeners = {floodedListener(most, flooded, snapshot.at)};
        return snapshot;
    });
}

std::shared_ptr<const ui::Run> observedFlood(std::uint32_t most, Flooded flooded) {
    sim::Trace trace = floodTrace(most, flooded);
    trace.header.stage = sim::Provenance::observed;
    trace.header.environment = {{"kernel", "6.18.44"}, {"hz", "250"}};
    for (sim::QueueSample& sample : trace.load.samples)
        if (sample.at > at_ms(7000)) sample.at = sample.at + std::chrono::milliseconds{430};
    return ui::Run::observed(std::move(trace));
}

} // namespace ui_test
