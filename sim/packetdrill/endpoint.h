#pragma once

#include "sim/packet/address_table.h"
#include "sim/packetdrill/poll.h"
#include "sim/packetdrill/script_trace.h"
#include "sim/packetdrill/tested_host.h"
#include "sim/tcp/connection.h"
#include "sim/tcp/profile.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sim::packetdrill {

/// A connection where the Endpoint keeps it.
struct EndpointSlot {
    Connection connection{};
    SocketNumber listener{no_socket}; ///< whose queue it came to
    AppEvent error{};                 ///< until the program hears of it
    ConversationId conversation{};    ///< in the trace
};

/// The host under test: sockets, connections and a virtual clock; what it sends lies in
/// `departed`. The script is its peer and its program. (A World has two hosts, a link and programs
/// that are fixed before they run; a script has none of these.)
class Endpoint final : public TestedHost {
public:
    explicit Endpoint(Profile profile) : profile_(profile) {}

    /// The addresses that packets are to have: the host's own, and the peer's.
    void set_addresses(const Address& own, const Address& peer);

    void begin() override {}
    [[nodiscard]] Time now() const override { return now_; }
    bool advance(Time limit) override;
    /// Timers that are due until then go off.
    void run_until(Time time) override;

    void deliver(const Arriving& arriving) override;
    void deliver_icmp(const Path& path, const IcmpError& error) override;
    void deliver_udp(std::uint32_t bytes) override;
    [[nodiscard]] std::optional<Path> active_path() const override;

    Expected<bool> apply(const Command& command) override;
    /// What Linux counts of segments that it does not take: BeyondWindow, TCPZeroWindowDrop,
    /// TCPRcvQDrop; nothing for another name.
    [[nodiscard]] std::optional<std::int64_t> counter(const std::string& name) const override;
    [[nodiscard]] std::optional<std::int64_t> sockets_in(std::string_view state) const override;
    bool drop_time_wait() override;
    [[nodiscard]] const Profile& profile() const override { return profile_; }

    SocketNumber call_socket(bool datagram) override;
    CallOutcome call_bind(SocketNumber number, const std::optional<Address>& address,
                          std::uint16_t port) override;
    CallOutcome call_listen(SocketNumber number, std::uint32_t backlog) override;
    CallOutcome call_accept(SocketNumber number) override;
    CallOutcome call_connect(SocketNumber number, const std::optional<Address>& to,
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

    void note_call(const CallEvent& call, SocketNumber number) override;
    void note_missing(const Segment& segment) override;
    [[nodiscard]] const Trace& trace() const override { return trace_.trace(); }
    [[nodiscard]] const std::set<Rule>& rules() const override { return rules_; }

    void set_options(SocketNumber number, const SocketOptions& options);
    /// TCP_QUICKACK of a connection: whether its next ACKs leave at once.
    void quicken_acks(SocketNumber number, bool at_once);
    [[nodiscard]] const SocketOptions& options(SocketNumber number) const;
    /// The socket, or null when it is closed or never was.
    [[nodiscard]] EndpointSocket* socket(SocketNumber number);
    [[nodiscard]] const Connection* connection_of(SocketNumber number) const;

private:
    using SlotNumber = std::uint32_t;

    [[nodiscard]] Time next_deadline() const;
    [[nodiscard]] bool has_error(SocketNumber number) const;
    void commit(SlotNumber slot);
    void note(SlotNumber slot, AppEvent event);
    void leave_syn_queue(SlotNumber slot);
    void depart(SlotNumber slot, const Segment& segment, Rule rule);
    [[nodiscard]] Subject subject_of(SlotNumber slot) const;
    SlotNumber new_passive_slot(const Segment& syn);
    void arrive(SlotNumber slot, const Segment& segment);
    [[nodiscard]] SlotNumber slot_of(const Path& path) const;
    [[nodiscard]] EndpointSocket* listener_at(std::uint16_t port);
    void count(const Connection& connection, const Segment& segment);
    bool make_way(SlotNumber slot, const Segment& segment);
    void deliver_to_listener(EndpointSocket& listener, const Segment& segment,
                             const Predecessor* predecessor);
    void refuse(const Segment& segment, bool listens);
    void ignore(const Segment& segment, Rule rule);
    void fire_timers_due();
    [[nodiscard]] bool is_open_for_sending(SlotNumber slot) const;
    void close_listener(EndpointSocket& socket);
    SlotNumber new_slot(Opening opening);
    std::uint16_t next_port();

    Profile profile_;
    Address own_{}, peer_{};
    ScriptTrace trace_{};
    RecordId cause_{}; ///< of what happens now
    std::set<Rule> rules_{};
    Time now_{};
    Step step_;
    std::vector<EndpointSocket> sockets_{};
    std::vector<EndpointSlot> slots_{};
    std::vector<EventPoll> polls_{};
    bool loses_outbound_{};
    std::int64_t beyond_window_{}, zero_window_drops_{};
    std::uint16_t last_port_{49151};
};

/// Not CLOSED, nor back in LISTEN.
bool is_alive(const Connection& connection);

} // namespace sim::packetdrill
