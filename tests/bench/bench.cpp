// The project's own figures: how much a segment costs. It prints one line of JSON;
// docs/performance.md says what the fields mean and how they are measured.
#include "sim/history/history.h"
#include "sim/history/staging.h"
#include "sim/net/world.h"
#include "tests/bench/figures.h"
#include "tests/bench/flood_bench.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace sim;

/// What is measured.
struct BenchOptions {
    std::uint64_t bytes{100'000'000};
    std::uint32_t flows{1};
    double loss{};
    std::uint32_t buffer{524'288};
    bool sack{};
    bool traced{};
    bool copies{};
};

Profile bench_profile(const BenchOptions& options) {
    Profile profile = profile_named(ProfileName::rfc9293);
    profile.window_scaling = true;
    profile.sack = options.sack;
    profile.fixed_window = options.buffer;
    profile.wmem.most = options.buffer;
    profile.min_rto = std::chrono::milliseconds{200};
    return profile;
}

Call call(CallKind kind, VariableId socket) {
    Call made;
    made.kind = kind;
    made.socket = socket;
    return made;
}

Program receiver(std::uint32_t flow) {
    Program program{.name = "receiver",
                    .host = "B",
                    .start = {},
                    .variables = {"listener", "conn", "data"},
                    .calls = {}};
    Call socket = call(CallKind::socket, no_variable);
    socket.result = 0;
    Call bind = call(CallKind::bind, 0);
    bind.port = static_cast<std::uint16_t>(5000 + flow);
    Call accept = call(CallKind::accept, 0);
    accept.result = 1;
    Call repeat = call(CallKind::repeat, no_variable);
    repeat.until_end_of_stream = true;
    repeat.partner = 6;
    Call recv = call(CallKind::recv, 1);
    recv.count = 65536;
    Call end = call(CallKind::end_repeat, no_variable);
    end.partner = 4;
    program.calls = {socket, bind, call(CallKind::listen, 0), accept, repeat,
                     recv,   end,  call(CallKind::close, 1)};
    return program;
}

Program sender(std::uint32_t flow, std::uint64_t bytes) {
    Program program{.name = "sender", .host = "A", .start = {}, .variables = {"conn"}, .calls = {}};
    Call socket = call(CallKind::socket, no_variable);
    socket.result = 0;
    Call connect = call(CallKind::connect, 0);
    connect.host = "B";
    connect.port = static_cast<std::uint16_t>(5000 + flow);
    Call send = call(CallKind::send, 0);
    send.literal.append_generated(bytes);
    program.calls = {socket, connect, send, call(CallKind::close, 0)};
    return program;
}

Scenario bulk_scenario(const BenchOptions& options) {
    Scenario scenario;
    scenario.name = "bulk";
    scenario.limit = std::chrono::hours{1};
    const Profile profile = bench_profile(options);
    scenario.hosts = {{.name = "A",
                       .address = parse_address("10.0.0.1").value(),
                       .profile = profile,
                       .sysctls = {}},
                      {.name = "B",
                       .address = parse_address("10.0.0.2").value(),
                       .profile = profile,
                       .sysctls = {}}};
    for (std::uint32_t flow = 0; flow < options.flows; ++flow) {
        scenario.programs.push_back(receiver(flow));
        scenario.programs.push_back(sender(flow, options.bytes));
    }
    scenario.link = {.delay = std::chrono::milliseconds{10},
                     .rate_bits_per_s = 100'000'000,
                     .queue_packets = 1000,
                     .loss_per_billion =
                         static_cast<std::uint64_t>(options.loss * LossStream::certain)};
    return scenario;
}

/// What it costs to copy a World in the middle of its work: the median of many.
double copy_ns(const World& world) {
    std::vector<double> times;
    std::uint64_t events = 0;
    for (int i = 0; i < 101; ++i) {
        const auto before = std::chrono::steady_clock::now();
        // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): it is what is measured
        const World copy = world;
        times.push_back(
            std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - before)
                .count());
        events += copy.events();
    }
    std::nth_element(times.begin(), times.begin() + 50, times.end());
    return events == 0 ? 0 : times[50];
}

/// The time of a jump to the worst place of a history: just before a keyframe.
int run_jump(const BenchOptions& options) {
    const History history = History::play(bulk_scenario(options));
    const RecordId last = history.trace().last();
    double worst = 0;
    for (RecordId record = 4095; record <= last; record += 4096) {
        const auto before = std::chrono::steady_clock::now();
        const Snapshot snapshot = history.snapshot_at(record);
        const double spent =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before)
                .count();
        if (!snapshot.connections.empty()) worst = std::max(worst, spent);
    }
    std::printf("{\"peer\":\"tcp-theater\",\"flows\":%u,\"records\":%u,\"worst_jump_ms\":%.3f}\n",
                options.flows, last, worst);
    return 0;
}

std::uint64_t received_in(const World& world) {
    std::uint64_t sum = 0;
    for (const Slot& slot : world.slots())
        if (slot.connection.opening == Opening::passive)
            sum += distance(slot.connection.rcv.irs + 1, slot.connection.rcv.read);
    return sum;
}

Figures figures_of(const World& world, const BenchOptions& options) {
    constexpr double ns = 1e9;
    return {.flows = options.flows,
            .bytes = options.bytes,
            .loss = options.loss,
            .syns = 0,
            .sack = options.sack,
            .traced = options.traced,
            .received = received_in(world),
            .virtual_s = static_cast<double>(world.now().since_start_ns) / ns,
            .spent = {},
            .segments = world.departures(),
            .events = world.events()};
}

int run(const BenchOptions& options) {
    World world(stage_of(bulk_scenario(options)));
    std::optional<World> midway;
    Trace trace;
    if (options.traced) trace.conversations.reserve(options.flows);
    Recorder recorder(options.traced ? TraceLevel::segments : TraceLevel::off,
                      options.traced ? &trace : nullptr);
    Step step;
    const Usage before = usage_now();
    while (!world.is_quiet() && world.unmodelled() == Rule::none && world.advance(step, recorder))
        if (options.copies && !midway && world.now() > Time{1'000'000'000}) midway = world;
    const Usage after = usage_now();
    Figures figures = figures_of(world, options);
    figures.spent = after - before;
    const auto copied = static_cast<std::uint64_t>(midway ? copy_ns(*midway) : 0.0);
    print(figures, std::string(",\"traced\":") + (options.traced ? "true" : "false")
                       + ",\"records\":" + std::to_string(trace.last())
                       + ",\"world_copy_ns\":" + std::to_string(copied)
                       + ",\"finished\":" + (world.is_quiet() ? "true" : "false"));
    return world.is_quiet() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("Measures what a segment costs");
    BenchOptions options;
    app.add_option("--bytes", options.bytes, "per flow");
    app.add_option("--flows", options.flows);
    app.add_option("--loss", options.loss, "probability");
    app.add_option("--buffer", options.buffer);
    app.add_flag("--sack", options.sack, "selective acknowledgements, as a peer has them");
    app.add_flag("--trace", options.traced);
    app.add_flag("--copies", options.copies, "time copies of the World after a virtual second");
    bool jump = false;
    app.add_flag("--jump", jump, "time jumps in a history instead");
    FloodOptions flood;
    app.add_option("--syns", flood.syns, "a flood of so many SYNs instead (W4)");
    app.add_option("--syn-rate", flood.rate, "SYNs a virtual second");
    app.add_option("--backlog", flood.backlog);
    app.add_option("--cookies", flood.cookies, "net.ipv4.tcp_syncookies");
    CLI11_PARSE(app, argc, argv);
    flood.traced = options.traced;
    if (flood.syns != 0) return run_flood(flood);
    return jump ? run_jump(options) : run(options);
}
