#pragma once

#include "live/descriptor.h"
#include "live/lab.h"
#include "live/run_clock.h"
#include "live/script_packets.h"
#include "live/script_wire.h"
#include "sim/packetdrill/script_trace.h"
#include "sim/packetdrill/tested_host.h"

#include <memory>
#include <poll.h>

namespace live {

/// A socket of the kernel's, which never blocks this process, and what the script knows of it.
struct ScriptSocket {
    Descriptor descriptor;
    bool nonblocking{}; ///< as the script has it
    bool listening{};
    bool datagram{};
    std::int64_t left_to_read{}; ///< as the last recv() said
};

/// The real kernel as the host that a script tests: real sockets in the first host's network, on
/// the real clock, and the script's packets on the tap at the other end of its cable.
class ScriptHost final : public sim::packetdrill::TestedHost {
public:
    using Command = sim::packetdrill::Command;
    using CallOutcome = sim::packetdrill::CallOutcome;
    using SocketNumber = sim::packetdrill::SocketNumber;
    using PollNumber = sim::packetdrill::PollNumber;

    /// `profile` is the stack as the lab has set it; `segment_bytes` what the segments are long
    /// that a packet of the script's beyond the MTU stands for.
    static Attempt<std::unique_ptr<ScriptHost>> open(const Lab& lab, const sim::Profile& profile,
                                                     const ScriptAddresses& addresses,
                                                     std::uint16_t segment_bytes);

    /// How much later than the script says this process has acted, at worst.
    [[nodiscard]] sim::Duration lateness() const { return lateness_; }

    void begin() override;
    [[nodiscard]] sim::Time now() const override { return clock_.now(); }
    bool advance(sim::Time limit) override;
    void run_until(sim::Time time) override;

    void deliver(const sim::packetdrill::Arriving& arriving) override;
    void deliver_icmp(const sim::Path& path, const sim::IcmpError& error) override;
    void deliver_udp(std::uint32_t bytes) override;
    [[nodiscard]] std::optional<sim::Path> active_path() const override { return active_; }

    sim::Expected<bool> apply(const Command& command) override;
    [[nodiscard]] std::optional<std::int64_t> counter(const std::string& name) const override;
    [[nodiscard]] std::optional<std::int64_t> sockets_in(std::string_view state) const override;
    bool drop_time_wait() override { return false; }
    [[nodiscard]] const sim::Profile& profile() const override { return profile_; }

    SocketNumber call_socket(bool datagram) override;
    CallOutcome call_bind(SocketNumber number, const std::optional<sim::Address>& address,
                          std::uint16_t port) override;
    CallOutcome call_listen(SocketNumber number, std::uint32_t backlog) override;
    CallOutcome call_accept(SocketNumber number) override;
    CallOutcome call_connect(SocketNumber number, const std::optional<sim::Address>& to,
                             std::uint16_t port) override;
    CallOutcome call_send(SocketNumber number, std::uint32_t bytes, std::int64_t flags,
                          std::uint32_t& queued) override;
    CallOutcome call_recv(SocketNumber number, std::uint32_t bytes, std::int64_t flags) override;
    CallOutcome call_shutdown(SocketNumber number, std::int64_t how) override;
    CallOutcome call_close(SocketNumber number) override;
    [[nodiscard]] std::optional<std::int64_t> ask(SocketNumber number,
                                                  std::string_view request) const override;
    [[nodiscard]] std::int64_t left_to_read(SocketNumber number) const override;
    [[nodiscard]] std::optional<std::int64_t> option(SocketNumber number,
                                                     const std::string& name) override;
    std::optional<CallOutcome> set_option(SocketNumber number, const std::string& name,
                                          std::int64_t value) override;
    void set_linger(SocketNumber number, bool on, std::int64_t seconds) override;
    std::string take_error(SocketNumber number) override;
    [[nodiscard]] std::uint32_t readiness(SocketNumber number) const override;
    [[nodiscard]] std::optional<std::int64_t> tcp_info(SocketNumber number,
                                                       std::string_view field) const override;
    [[nodiscard]] bool is_open(SocketNumber number) const override;
    [[nodiscard]] bool listens(SocketNumber number) const override;
    [[nodiscard]] bool is_nonblocking(SocketNumber number) const override;
    void set_nonblocking(SocketNumber number, bool nonblocking) override;
    PollNumber call_epoll_create() override;
    void watch(PollNumber poll, SocketNumber number,
               const std::optional<std::uint32_t>& events) override;
    std::uint32_t call_epoll_wait(PollNumber poll) override;

    void note_call(const sim::CallEvent& call, SocketNumber number) override;
    void note_missing(const sim::Segment& segment) override;
    [[nodiscard]] const sim::Trace& trace() const override { return trace_.trace(); }
    [[nodiscard]] const std::set<sim::Rule>& rules() const override { return rules_; }

private:
    ScriptHost(const Lab& lab, const sim::Profile& profile, const ScriptAddresses& addresses,
               std::uint16_t segment_bytes, ScriptWire wire);

    bool wait_until(sim::Time limit);
    bool take_frames();
    void note_departure(const sim::packetdrill::Departed& left);
    void put(std::span<const std::uint8_t> packet, std::uint16_t segment_bytes);
    sim::Expected<bool> apply_sysctl(const std::string& name, const std::string& value);
    [[nodiscard]] std::optional<std::string> file_of_network(const char* path) const;
    [[nodiscard]] int descriptor(SocketNumber number) const;
    CallOutcome waits_for(int descriptor, short events, const char* error);
    SocketNumber keep(Descriptor descriptor);
    [[nodiscard]] Descriptor new_socket(int type) const;

    const Lab& lab_;
    sim::Profile profile_;
    ScriptAddresses addresses_;
    std::uint16_t segment_bytes_;
    ScriptWire wire_;
    RunClock clock_;
    sim::Duration lateness_{};
    std::string congestion_control_; ///< of each new socket; empty: the namespace's
    std::vector<ScriptSocket> sockets_;
    std::vector<Descriptor> polls_;
    /// What the call that waits is waiting for; with `looks_often_` it must be looked for.
    std::vector<pollfd> waiting_;
    mutable bool looks_often_{};
    std::optional<sim::Path> active_;
    sim::packetdrill::ScriptTrace trace_;
    std::set<sim::Rule> rules_;
    sim::RecordId cause_{};
};

} // namespace live
