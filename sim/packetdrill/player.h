#pragma once

#include "sim/packetdrill/caller.h"
#include "sim/packetdrill/clock.h"
#include "sim/packetdrill/code.h"
#include "sim/packetdrill/numbers.h"
#include "sim/packetdrill/runner.h"
#include "sim/packetdrill/tested_host.h"

#include <optional>

namespace sim::packetdrill {

/// Plays one script on a host, event by event.
class Player {
public:
    Player(const Script& script, const RunRequest& request, TestedHost& host);

    /// The commands before the first event.
    std::optional<RunResult> prepare();
    /// One event; nothing when it went as it is written.
    std::optional<RunResult> play(const Event& event);
    /// After the last event.
    RunResult finish();

private:
    using Problem = std::optional<RunResult>;

    /// A call that has not come back, with the event it belongs to.
    struct Pending {
        const Event* event{};
        Span window;
    };

    Problem play_inbound(const TcpPacket& packet);
    Problem play_outbound(const Event& event, const TcpPacket& expected);
    Problem play_udp(const Event& event, const UdpPacket& packet);
    Problem play_icmp(const IcmpPacket& packet);
    Problem play_call(const Event& event, const Span& span, const Call& call);
    Problem play_commands(const Event& event, const std::vector<Command>& commands);
    Problem play_command(std::uint32_t line, const Command& command);
    Problem play_counter(std::uint32_t line, const Command& command);
    Problem play_code(const std::vector<Statement>& statements);

    Problem await_packet(const Event& event, const Span& span);
    Problem check_packet(const Event& event, const Span& span, const Departed& live);
    [[nodiscard]] Segment expected_segment(const TcpPacket& packet) const;
    void learn(const TcpPacket& expected, const Segment& live);
    [[nodiscard]] bool keeps_time(const TcpPacket& expected, const Span& span,
                                  const Segment& live) const;
    void pass_over_strangers(const TcpPacket* expected);
    void skip_outbound(const TcpPacket& expected);
    void note_call(const Event& event, CallPhase phase, const CallReport& report);
    Problem start_call(const Event& event, const Span& span, const Call& call);
    Problem await_call();
    Problem try_pending();
    Problem check_late(const Pending& pending) const;
    Problem pass_time(Time until);
    void new_peer();
    [[nodiscard]] Path inbound_path(const TcpPacket& packet) const;
    [[nodiscard]] Segment segment_of(const TcpPacket& packet) const;
    [[nodiscard]] Arriving arriving(const TcpPacket& packet) const;
    [[nodiscard]] TcpPacket written(const Departed& live) const;

    static RunResult fail(std::uint32_t line, std::string message);
    static RunResult unsupported(std::uint32_t line, std::string what);

    const Script& script_;
    const RunRequest& request_;
    TestedHost& host_;
    Caller caller_;
    CodeRunner code_;
    Clock clock_;
    Numbers numbers_;
    std::optional<Pending> pending_{};
    std::uint16_t peer_port_{40000};
};

} // namespace sim::packetdrill
